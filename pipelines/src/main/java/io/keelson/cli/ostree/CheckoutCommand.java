package io.keelson.cli.ostree;

import io.keelson.ostree.Checkout;
import io.keelson.ostree.CheckoutOptions;
import io.keelson.ostree.CheckoutOptions.Existing;
import io.keelson.ostree.CheckoutOptions.Links;
import io.keelson.ostree.CommittedTree;
import io.keelson.ostree.Repository;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "checkout", description = "Check out a commit into a filesystem tree")
final class CheckoutCommand extends RepositoryCommand {
    @Option(
            names = {"-U", "--user-mode"},
            description = "Do not change file ownership or initialize extended attributes")
    private boolean userMode;

    @Option(
            names = "--disable-cache",
            description = "Do not update or use the internal repository uncompressed object cache (none is used)")
    @SuppressWarnings("UnusedVariable") // accepted, without effect
    private boolean withoutCache;

    @Option(names = "--subpath", paramLabel = "PATH", description = "Checkout sub-directory PATH")
    private String subpath = "/";

    @Option(names = "--union", description = "Keep existing directories, overwrite existing files")
    private boolean union;

    @Option(names = "--union-add", description = "Keep existing files/directories, only add new")
    private boolean unionAdd;

    @Option(
            names = "--union-identical",
            description =
                    "When layering checkouts, error out if a file would be replaced with a different version, but add new files and directories")
    private boolean unionIdentical;

    @Option(names = "--whiteouts", description = "Process 'whiteout' (Docker style) entries")
    private boolean whiteouts;

    @Option(names = "--allow-noent", description = "Do nothing if specified path does not exist")
    private boolean allowMissing;

    @Option(names = "--fsync", paramLabel = "POLICY", description = "Specify how to invoke fsync()")
    private @Nullable String fsync;

    @Option(
            names = {"-H", "--require-hardlinks"},
            description = "Do not fall back to full copies if hardlinking fails")
    private boolean requireLinks;

    @Option(
            names = {"-C", "--force-copy"},
            description = "Never hardlink (but may reflink if available)")
    private boolean copy;

    @Option(
            names = {"-M", "--bareuseronly-dirs"},
            description = "Suppress mode bits outside of 0775 for directories (suid, world writable, etc.)")
    private boolean plainDirectories;

    @Option(names = "--skip-list", paramLabel = "FILE", description = "File containing list of files to skip")
    private @Nullable Path skipList;

    @Parameters(index = "0", paramLabel = "COMMIT")
    private String revision = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "DESTINATION")
    private @Nullable Path destination;

    @Override
    void run() throws IOException {
        try (Repository repo = open()) {
            Path target = destination == null ? Path.of(revision) : destination;
            if (!allowMissing || exists(repo)) {
                Checkout.run(repo, repo.refs().resolve(revision), target, options());
            }
        }
    }

    private boolean exists(Repository repo) throws IOException {
        try {
            new CommittedTree(repo, repo.refs().resolve(revision)).find(subpath);
            return true;
        } catch (KeelsonException e) {
            return false;
        }
    }

    private CheckoutOptions options() throws IOException {
        Links links = requireLinks ? Links.REQUIRED : copy ? Links.NEVER : Links.ALLOWED;
        String path = subpath.startsWith("/") ? subpath : "/" + subpath;
        Set<String> skipped = skipList == null ? Set.of() : PathLists.paths(skipList);
        boolean wait = fsync != null && PathLists.policy(fsync);
        return new CheckoutOptions(userMode, links, existing(), path, skipped, whiteouts, plainDirectories, wait);
    }

    private Existing existing() {
        if ((union ? 1 : 0) + (unionAdd ? 1 : 0) + (unionIdentical ? 1 : 0) > 1) {
            throw new KeelsonException("Cannot specify more than one of --union, --union-add, or --union-identical");
        }
        if (union) {
            return Existing.REPLACED;
        }
        return unionAdd ? Existing.KEPT : unionIdentical ? Existing.IDENTICAL : Existing.REFUSED;
    }
}
