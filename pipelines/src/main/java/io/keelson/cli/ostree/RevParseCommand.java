package io.keelson.cli.ostree;

import io.keelson.ostree.ObjectName;
import io.keelson.ostree.ObjectType;
import io.keelson.ostree.Repository;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "rev-parse", description = "Output the target of a rev")
final class RevParseCommand extends RepositoryCommand {
    @Option(
            names = {"-S", "--single"},
            description =
                    "If the repository has exactly one commit, then print it; any other case will result in an error")
    private boolean single;

    @Parameters(paramLabel = "REV")
    private List<String> revisions = List.of();

    @Override
    void run() throws IOException {
        try (Repository repo = open()) {
            if (single) {
                out().println(only(repo).checksum());
                return;
            }
            if (revisions.isEmpty()) {
                throw new KeelsonException("REV must be specified");
            }
            for (String revision : revisions) {
                out().println(repo.refs().resolve(revision));
            }
        }
    }

    private static ObjectName only(Repository repo) throws IOException {
        List<ObjectName> commits = repo.objectNames().stream()
                .filter(name -> name.type() == ObjectType.COMMIT)
                .toList();
        return switch (commits.size()) {
            case 1 -> commits.getFirst();
            case 0 -> throw new KeelsonException("No commit objects found");
            default -> throw new KeelsonException("Multiple commit objects found");
        };
    }
}
