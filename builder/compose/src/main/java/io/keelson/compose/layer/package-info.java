/// Commits of the repository that a treefile lays over the packages: `ostree-layers` and
/// `ostree-override-layers`.
@NullMarked
package io.keelson.compose.layer;

import org.jspecify.annotations.NullMarked;
