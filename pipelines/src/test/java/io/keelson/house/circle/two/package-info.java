/// Part of a circle of packages, which is what the rules forbid.
@NullMarked
package io.keelson.house.circle.two;

import org.jspecify.annotations.NullMarked;
