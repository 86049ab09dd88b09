package io.keelson.cli.ostree;

import io.keelson.ostree.Checkout;
import io.keelson.ostree.CheckoutOptions;
import io.keelson.ostree.CheckoutOptions.Existing;
import io.keelson.ostree.CheckoutOptions.Links;
import io.keelson.ostree.CommittedTree;
import io.keelson.ostree.Repository;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            description = "Do not update or use the internal repository uncompressed object cache")
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

    @Option(
            names = "--process-passthrough-whiteouts",
            description = "Enable overlayfs whiteout extraction into char 0:0 devices")
    private boolean passthroughWhiteouts;

    @Option(
            names = {"-z", "--force-copy-zerosized"},
            hidden = true,
            description = "Do not hardlink zero-sized files, which never happens")
    private boolean copyEmpty;

    @Option(names = "--from-stdin", description = "Process many checkouts from standard input")
    private boolean fromStandardInput;

    @Option(names = "--from-file", paramLabel = "FILE", description = "Process many checkouts from input file")
    private @Nullable Path fromFile;

    @Mixin
    private final SelinuxOptions selinux = new SelinuxOptions();

    @Option(
            names = "--selinux-prefix",
            paramLabel = "PREFIX",
            description = "When setting SELinux labels, prefix all paths by PREFIX")
    private @Nullable String selinuxPrefix;

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
        expectNoConflict();
        try (Repository repo = open()) {
            if (fromFile != null || fromStandardInput) {
                many(repo);
            } else {
                one(repo, revision, subpath, destination == null ? Path.of(revision) : destination);
            }
        }
    }

    private void one(Repository repo, String wanted, String path, Path target) throws IOException {
        Digest commit = repo.refs().resolve(wanted);
        if (!allowMissing || new CommittedTree(repo, commit).has(path)) {
            Checkout.run(repo, commit, target, options(path));
        }
    }

    /// Revisions and paths in turn, each with a zero byte after it; what stands for the revision otherwise
    /// is where all of them go.
    private void many(Repository repo) throws IOException {
        Path target = Path.of(revision);
        try (InputStream in = fromFile == null ? System.in : Files.newInputStream(fromFile)) {
            String[] words = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\0", -1);
            for (int i = 0; i + 1 < words.length && !words[i].isEmpty(); i += 2) {
                try {
                    one(repo, words[i], words[i + 1], target);
                } catch (KeelsonException e) {
                    throw new KeelsonException("Processing tree " + words[i] + ": " + e.getMessage(), e);
                }
            }
        }
    }

    private void expectNoConflict() {
        expectOne(union, "--union", unionAdd, "--union-add");
        expectOne(union, "--union", unionIdentical, "--union-identical");
        expectOne(unionAdd, "--union-add", unionIdentical, "--union-identical");
        expectOne(requireLinks, "--require-hardlinks", copy || selinux.policy() != null, "--force-copy");
        if (selinuxPrefix != null && selinux.policy() == null) {
            throw new KeelsonException("Cannot specify --selinux-prefix without --selinux-policy");
        }
        if (unionIdentical && !requireLinks) {
            throw new KeelsonException("--union-identical requires --require-hardlinks");
        }
        selinux.expectNoLabels();
    }

    private static void expectOne(boolean one, String name, boolean other, String otherName) {
        if (one && other) {
            throw new KeelsonException("Cannot specify both " + name + " and " + otherName);
        }
    }

    private CheckoutOptions options(String path) throws IOException {
        Links links = requireLinks ? Links.REQUIRED : copy || selinux.policy() != null ? Links.NEVER : Links.ALLOWED;
        Set<String> skipped = skipList == null ? Set.of() : PathLists.paths(skipList);
        boolean wait = fsync != null && PathLists.policy(fsync);
        return new CheckoutOptions(
                userMode,
                links,
                existing(),
                path.startsWith("/") ? path : "/" + path,
                skipped,
                whiteouts,
                plainDirectories,
                wait,
                passthroughWhiteouts,
                isPlain());
    }

    /// As upstream has it, only plain checkouts use the cache: it is there for the sake of old users.
    private boolean isPlain() {
        boolean mixes = whiteouts || unionAdd || unionIdentical || passthroughWhiteouts || skipList != null;
        boolean copies = requireLinks || copy || copyEmpty || plainDirectories || selinux.policy() != null;
        return !withoutCache && !mixes && !copies;
    }

    private Existing existing() {
        if (union) {
            return Existing.REPLACED;
        }
        return unionAdd ? Existing.KEPT : unionIdentical ? Existing.IDENTICAL : Existing.REFUSED;
    }
}
