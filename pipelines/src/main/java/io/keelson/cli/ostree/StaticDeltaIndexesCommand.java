package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import io.keelson.release.Digest;
import java.io.IOException;
import java.util.Set;
import picocli.CommandLine.Command;

@Command(name = "indexes", description = "List static delta indexes")
final class StaticDeltaIndexesCommand extends RepositoryCommand {
    @Override
    void run() throws IOException {
        try (Repository repo = open()) {
            Set<Digest> commits = repo.deltas().indexes();
            commits.forEach(commit -> out().println(commit));
            if (commits.isEmpty()) {
                out().println("(No static deltas indexes)");
            }
        }
    }
}
