/// Part of a circle of packages, which is what the rules forbid.
@NullMarked
package io.keelson.house.circle.one;

import org.jspecify.annotations.NullMarked;
