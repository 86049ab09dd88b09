package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import io.keelson.ostree.delta.Superblock;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "verify", description = "Verify static delta signatures")
final class StaticDeltaVerifyCommand extends RepositoryCommand {
    @Mixin
    private StaticDeltaTrust trust = new StaticDeltaTrust();

    @Override
    void run() throws IOException {
        try (Repository repo = open();
                Superblock delta = Superblock.read(StaticDeltaId.superblock(repo, trust.delta()))) {
            StaticDeltaTrust.verify(delta, trust.keys());
        } catch (KeelsonException e) {
            out().println("Verification fails");
            throw e;
        }
        out().println("Verification OK");
    }
}
