/// The recipe that turns a treefile into a commit. [io.keelson.compose.Compose] fits on one screen; what
/// it calls is in the packages below and in the few classes beside it.
@NullMarked
package io.keelson.compose;

import org.jspecify.annotations.NullMarked;
