package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import io.keelson.ostree.remote.Remotes;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", description = "List remote repository names")
final class RemoteListCommand extends RepositoryCommand {
    @Option(
            names = {"-u", "--show-urls"},
            description = "Show remote URLs in list")
    private boolean urls;

    @Override
    void run() throws IOException {
        try (Repository repo = open()) {
            Remotes remotes = RemotesDirectory.remotes(repo, null);
            List<String> names = remotes.names();
            int width = names.stream().mapToInt(String::length).max().orElse(0);
            for (String name : names) {
                out().println(
                                urls
                                        ? name
                                                + " ".repeat(width - name.length() + 2)
                                                + remotes.get(name).url()
                                        : name);
            }
        }
    }
}
