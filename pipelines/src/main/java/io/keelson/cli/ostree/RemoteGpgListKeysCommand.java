package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import io.keelson.ostree.remote.Remote;
import io.keelson.ostree.sign.KeyListing;
import io.keelson.ostree.sign.Keyring;
import io.keelson.ostree.sign.Keyrings;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "gpg-list-keys", description = "Show remote GPG keys, or those of the machine")
final class RemoteGpgListKeysCommand extends RepositoryCommand {
    @Parameters(arity = "0..1", paramLabel = "NAME")
    private @Nullable String name;

    @Override
    void run() throws IOException {
        try (Repository repo = open()) {
            out().print(KeyListing.of(name == null ? Keyrings.global() : own(repo, name)));
        }
    }

    private static Keyring own(Repository repo, String remote) throws IOException {
        Remote known = RemotesDirectory.remotes(repo, null).get(remote);
        return new Keyrings(repo).own(remote, known.option("gpgkeypath").orElse(""));
    }
}
