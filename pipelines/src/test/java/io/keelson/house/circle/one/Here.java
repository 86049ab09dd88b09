package io.keelson.house.circle.one;

import io.keelson.house.circle.two.There;

/// Half of a circle, to see that the test finds it.
public record Here(There there) {}
