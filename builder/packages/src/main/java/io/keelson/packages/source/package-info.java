/// The port through which a compose gets packages.
@NullMarked
package io.keelson.packages.source;

import org.jspecify.annotations.NullMarked;
