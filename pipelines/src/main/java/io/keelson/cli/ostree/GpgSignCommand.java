package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import io.keelson.ostree.sign.Gpg;
import io.keelson.ostree.sign.Keyrings;
import io.keelson.ostree.sign.SignedCommit;
import io.keelson.ostree.sign.Signer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "gpg-sign", description = "Sign a commit")
final class GpgSignCommand extends RepositoryCommand {
    @Option(
            names = {"-d", "--delete"},
            description = "Delete signatures having any of the GPG KEY-IDs")
    private boolean delete;

    @Option(
            names = "--gpg-homedir",
            paramLabel = "HOMEDIR",
            description = "GPG Homedir to use when looking for keyrings")
    private @Nullable Path home;

    @Parameters(index = "0", paramLabel = "COMMIT")
    private String commit = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "KEY-ID")
    private List<String> keys = List.of();

    @Override
    void run() throws IOException {
        try (Repository repo = open()) {
            Signer signer = new Signer(new SignedCommit(repo, repo.refs().resolve(commit)));
            if (delete) {
                out().println("Signatures deleted: " + signer.remove(keys, new Keyrings(repo).all()));
            } else {
                signer.sign(new Gpg(home), keys);
            }
        }
    }
}
