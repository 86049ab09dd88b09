/// Debian package metadata: versions, relations, and an index of `Packages` files.
@NullMarked
package io.keelson.packages.deb;

import org.jspecify.annotations.NullMarked;
