package io.keelson.house.circle.two;

import io.keelson.house.circle.one.Here;
import org.jspecify.annotations.Nullable;

/// The other half.
public record There(@Nullable Here here) {}
