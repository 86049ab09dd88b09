/// Reading `.deb` files (deb(5)): the ar container, its compressed tar members, and the guard that
/// refuses members which would leave the root.
@NullMarked
package io.keelson.packages.deb.archive;

import org.jspecify.annotations.NullMarked;
