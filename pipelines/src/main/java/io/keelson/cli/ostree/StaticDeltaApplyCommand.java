package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import io.keelson.ostree.delta.DeltaApply;
import io.keelson.ostree.delta.Superblock;
import io.keelson.ostree.sign.TrustedKeys;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "apply-offline", description = "Apply static delta file")
final class StaticDeltaApplyCommand extends RepositoryCommand {
    @Mixin
    private StaticDeltaTrust trust = new StaticDeltaTrust();

    @Override
    void run() throws IOException {
        String path = trust.delta();
        if (path == null) {
            throw new KeelsonException("PATH must be specified");
        }
        try (Repository repo = open()) {
            DeltaApply apply = new DeltaApply(repo, Path.of(path));
            Optional<TrustedKeys> keys = trust.keysIfAny();
            try (Superblock delta = apply.read()) {
                if (delta.isSigned()) {
                    verify(repo, delta, keys);
                }
                apply.apply(delta);
            }
        }
    }

    private static void verify(Repository repo, Superblock delta, Optional<TrustedKeys> keys) {
        if (keys.isEmpty() && repo.config().getBoolean("core", "sign-verify-deltas", false)) {
            throw new KeelsonException("Key is mandatory to check delta signature");
        }
        keys.ifPresent(trusted -> StaticDeltaTrust.verify(delta, trusted));
    }
}
