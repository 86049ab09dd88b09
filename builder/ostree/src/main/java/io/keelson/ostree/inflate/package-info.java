/// Raw deflate undone by the native library. Knows nothing of OSTree.
@NullMarked
package io.keelson.ostree.inflate;

import org.jspecify.annotations.NullMarked;
