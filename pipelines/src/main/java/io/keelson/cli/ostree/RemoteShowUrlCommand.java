package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show-url", description = "Show remote repository URL")
final class RemoteShowUrlCommand extends RepositoryCommand {
    @Parameters(paramLabel = "NAME")
    private String name = "";

    @Override
    void run() throws IOException {
        try (Repository repo = open()) {
            boolean file = name.startsWith("file://");
            out().println(
                            file
                                    ? name
                                    : RemotesDirectory.remotes(repo, null)
                                            .get(name)
                                            .url());
        }
    }
}
