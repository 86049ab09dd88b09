/// Keeping repositories small.
@NullMarked
package io.keelson.ostree.upkeep;

import org.jspecify.annotations.NullMarked;
