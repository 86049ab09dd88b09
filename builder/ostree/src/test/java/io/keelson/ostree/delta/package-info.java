/// Tests of static deltas.
@NullMarked
package io.keelson.ostree.delta;

import org.jspecify.annotations.NullMarked;
