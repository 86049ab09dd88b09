/// OSTree in Java: objects, repositories, refs, transactions and the work that is done with them.
/// Bytes on disk are those of libostree; nothing here needs it.
@NullMarked
package io.keelson.ostree;

import org.jspecify.annotations.NullMarked;
