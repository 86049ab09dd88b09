/// Tests of pulls.
@NullMarked
package io.keelson.ostree.pull;

import org.jspecify.annotations.NullMarked;
