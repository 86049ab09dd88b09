/// Debian packages in a compose: unpacked once into a cache, laid together into one tree with a dpkg
/// database, and configured by the image's own dpkg in the sandbox.
@NullMarked
package io.keelson.compose.deb;

import org.jspecify.annotations.NullMarked;
