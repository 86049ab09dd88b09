package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import io.keelson.ostree.Transaction;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "reset", description = "Reset a REF to a previous COMMIT")
final class ResetCommand extends RepositoryCommand {
    @Parameters(index = "0", paramLabel = "REF")
    private String ref = "";

    @Parameters(index = "1", paramLabel = "COMMIT")
    private String commit = "";

    @Override
    void run() throws IOException {
        try (Repository repo = open();
                Transaction transaction = repo.begin()) {
            if (!repo.refs().list().containsKey(ref)) {
                throw new KeelsonException("Invalid ref '" + ref + "'");
            }
            transaction.setRef(ref, repo.refs().resolve(commit));
            transaction.commit();
        }
    }
}
