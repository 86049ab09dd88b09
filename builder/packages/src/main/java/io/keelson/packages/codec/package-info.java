/// Decompression for packages and repository indices; with the host's liblzma where there is one.
@NullMarked
package io.keelson.packages.codec;

import org.jspecify.annotations.NullMarked;
