package io.keelson.ostree.delta;

import io.keelson.ostree.Repository;
import java.io.IOException;
import java.nio.file.Path;

/// Applies a delta: `REPO DELTA`.
final class ApplyOnce {
    private ApplyOnce() {}

    public static void main(String[] arguments) throws IOException {
        try (Repository repo = Repository.open(Path.of(arguments[0]))) {
            System.out.println("begins");
            DeltaApply apply = new DeltaApply(repo, Path.of(arguments[1]));
            try (Superblock delta = apply.read()) {
                apply.apply(delta);
            }
        }
    }
}
