/// Tests of removing.
@NullMarked
package io.keelson.ostree.upkeep;

import org.jspecify.annotations.NullMarked;
