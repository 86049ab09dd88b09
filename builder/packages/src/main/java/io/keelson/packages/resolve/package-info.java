/// From requests to exact packages: chooses as apt would, falls back on SAT, explains what cannot be.
@NullMarked
package io.keelson.packages.resolve;

import org.jspecify.annotations.NullMarked;
