/// The tree of an image as data: owners, modes, links and content digests, with no directory behind
/// it. Everything that a compose knows about files goes through these types.
@NullMarked
package io.keelson.compose.tree;

import org.jspecify.annotations.NullMarked;
