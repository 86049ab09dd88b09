package io.keelson.cli.ostree;

import io.keelson.ostree.DeltaName;
import io.keelson.ostree.Repository;
import java.io.IOException;
import java.util.Set;
import picocli.CommandLine.Command;

@Command(name = "list", description = "List static delta files")
final class StaticDeltaListCommand extends RepositoryCommand {
    @Override
    void run() throws IOException {
        try (Repository repo = open()) {
            Set<DeltaName> names = repo.deltas().list();
            names.forEach(name -> out().println(name));
            if (names.isEmpty()) {
                out().println("(No static deltas)");
            }
        }
    }
}
