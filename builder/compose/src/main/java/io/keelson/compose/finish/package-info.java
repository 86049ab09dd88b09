/// What is done to a tree after the packages are in and their scripts have run: one class for each
/// step, each a pure function from tree to tree.
@NullMarked
package io.keelson.compose.finish;

import org.jspecify.annotations.NullMarked;
