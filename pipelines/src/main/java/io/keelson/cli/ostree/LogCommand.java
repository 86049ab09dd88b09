package io.keelson.cli.ostree;

import io.keelson.ostree.ObjectName;
import io.keelson.ostree.ObjectType;
import io.keelson.ostree.Repository;
import io.keelson.release.Digest;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "log", description = "Show log starting at commit or ref")
final class LogCommand extends RepositoryCommand {
    @Option(names = "--raw", description = "Show raw variant data")
    private boolean raw;

    @Parameters(paramLabel = "REV")
    private String revision = "";

    @Override
    void run() throws IOException {
        try (Repository repo = open()) {
            CommitPrinter printer = new CommitPrinter(repo, out(), raw, true);
            Digest commit = repo.refs().resolve(revision);
            printer.print(new ObjectName(ObjectType.COMMIT, commit));
            for (Digest at = repo.readCommit(commit).parent();
                    at != null;
                    at = repo.readCommit(at).parent()) {
                ObjectName name = new ObjectName(ObjectType.COMMIT, at);
                if (!repo.has(name)) {
                    out().println("<< History beyond this commit not fetched >>");
                    return;
                }
                printer.print(name);
            }
        }
    }
}
