package io.keelson.ostree;

import java.util.Random;

/// Runs a property with many random cases, the same in each run unless another seed is given: what fails in CI fails
/// at home. A failure names the seed that makes its case again.
public final class Seeded {
    private static final String SEED = "keelson.seed";

    /// What must hold for whatever is made of random numbers.
    public interface Property {
        void holds(Random random) throws Exception;
    }

    private Seeded() {}

    public static void cases(int count, Property property) {
        long first = Long.getLong(SEED, 1);
        for (long seed = first; seed < first + count; seed++) {
            try {
                property.holds(new Random(seed));
            } catch (Exception | Error e) {
                throw new AssertionError("again with -D" + SEED + "=" + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
