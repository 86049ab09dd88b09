package io.keelson.cli.ostree;

import io.keelson.ostree.Fsck;
import io.keelson.ostree.Repository;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "fsck", description = "Check the repository for consistency")
final class FsckCommand extends RepositoryCommand {
    @Option(names = "--add-tombstones", description = "Add tombstones for missing commits")
    private boolean tombstones;

    @Option(
            names = {"-q", "--quiet"},
            description = "Only print error messages")
    private boolean quiet;

    @Option(
            names = {"-a", "--all"},
            description = "Don't stop on first error")
    private boolean all;

    @Option(names = "--delete", description = "Remove corrupted objects")
    private boolean delete;

    @Option(names = "--verify-bindings", description = "Verify ref bindings")
    private boolean bindings;

    @Option(names = "--verify-back-refs", description = "Verify back-references (implies --verify-bindings)")
    private boolean backRefs;

    @Override
    void run() throws IOException {
        try (Repository repo = open()) {
            Fsck.Options options = new Fsck.Options(all, delete, bindings, backRefs, tombstones);
            int commits = new Fsck(repo, options, new Printing()).run();
            out().println("object fsck of " + commits + " commits completed successfully - no errors found.");
        }
    }

    private final class Printing implements Fsck.Listener {
        @Override
        public void step(String line) {
            if (!quiet) {
                out().println(line);
            }
        }

        @Override
        public void problem(String line) {
            err().println(line);
        }

        @Override
        public void notice(String line) {
            out().println(line);
        }

        @Override
        public void progress(long done, long total) {
            if (done == total && !quiet) {
                out().println("fsck objects (" + done + "/" + total + ") 100%");
            }
        }
    }
}
