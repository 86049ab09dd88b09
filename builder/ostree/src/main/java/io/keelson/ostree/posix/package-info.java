/// The few calls to libc that Java does not offer, made through the foreign function interface.
/// Knows nothing of OSTree.
@NullMarked
package io.keelson.ostree.posix;

import org.jspecify.annotations.NullMarked;
