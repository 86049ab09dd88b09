package io.keelson.cli.ostree;

import io.keelson.ostree.CommitFilter;
import io.keelson.ostree.CommitRequest;
import io.keelson.ostree.Committer;
import io.keelson.ostree.ImportOptions;
import io.keelson.ostree.Repository;
import io.keelson.ostree.Stats;
import io.keelson.ostree.TreeSource;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "commit", description = "Commit a new revision")
final class CommitCommand extends RepositoryCommand {
    @Option(names = "--parent", paramLabel = "COMMIT", description = "Parent commit checksum, or \"none\"")
    private @Nullable String parent;

    @Option(
            names = {"-b", "--branch"},
            description = "Branch")
    private @Nullable String branch;

    @Option(names = "--orphan", description = "Create a commit without writing a ref")
    private boolean orphan;

    @Option(
            names = "--base",
            paramLabel = "REV",
            description = "Start from the given commit as a base (no modifiers apply)")
    private @Nullable String base;

    @Option(
            names = "--tree",
            paramLabel = "dir=PATH or tar=TARFILE or ref=COMMIT",
            description = "Overlay the given argument as a tree")
    private List<String> trees = List.of();

    @Option(names = "--owner-uid", paramLabel = "UID", description = "Set file ownership user id")
    private @Nullable Integer uid;

    @Option(names = "--owner-gid", paramLabel = "GID", description = "Set file ownership group id")
    private @Nullable Integer gid;

    @Option(
            names = "--canonical-permissions",
            description = "Canonicalize permissions in the same way bare-user does for hardlinked files")
    private boolean canonical;

    @Option(names = "--bootable", description = "Flag this commit as a bootable OSTree (e.g. contains a Linux kernel)")
    private boolean bootable;

    @Option(names = "--mode-ro-executables", description = "Ensure executable files are not writable")
    private boolean readOnlyExecutables;

    @Option(names = "--no-xattrs", description = "Do not import extended attributes")
    private boolean withoutXattrs;

    @Mixin
    private final SelinuxOptions selinux = new SelinuxOptions();

    @Option(
            names = {"-P", "--selinux-policy-from-base"},
            description = "Set SELinux labels based on first --tree argument")
    private boolean selinuxFromBase;

    @Option(
            names = "--link-checkout-speedup",
            description = "Optimize for commits of trees composed of hardlinks into the repository")
    private boolean linkSpeedup;

    @Option(
            names = {"-I", "--devino-canonical"},
            description = "Assume hardlinked objects are unmodified.  Implies --link-checkout-speedup")
    private boolean canonicalLinks;

    @Option(names = "--consume", description = "Consume (delete) content after commit (for local directories)")
    private boolean consume;

    @Option(names = "--generate-sizes", description = "Generate size information along with commit metadata")
    private boolean sizes;

    @Option(names = "--disable-fsync", hidden = true, description = "Do not invoke fsync()")
    private boolean withoutFsync;

    @Option(
            names = "--tar-pathname-filter",
            paramLabel = "REGEX,REPLACEMENT",
            description = "When loading tar archives, use REGEX,REPLACEMENT against path names")
    private @Nullable String tarFilter;

    @Option(
            names = "--tar-autocreate-parents",
            description = "When loading tar archives, automatically create parent directories as needed")
    private boolean tarParents;

    @Option(
            names = "--skip-if-unchanged",
            description = "If the contents are unchanged from previous commit, do nothing")
    private boolean skipIfUnchanged;

    @Option(
            names = "--statoverride",
            paramLabel = "PATH",
            description = "File containing list of modifications to make to permissions")
    private @Nullable Path modes;

    @Option(names = "--skip-list", paramLabel = "PATH", description = "File containing list of files to skip")
    private @Nullable Path skipList;

    @Option(names = "--table-output", description = "Output more information in a KEY: VALUE format")
    private boolean table;

    @Option(names = "--fsync", paramLabel = "POLICY", description = "Specify how to invoke fsync()")
    private @Nullable String fsync;

    @Option(names = "--timestamp", description = "Override the timestamp of the commit")
    private @Nullable String timestamp;

    @Mixin
    private final CommitMetadata metadata = new CommitMetadata();

    @Mixin
    private final SigningOptions signing = new SigningOptions();

    @Mixin
    private final CommitMessage message = new CommitMessage();

    @Parameters(arity = "0..1", paramLabel = "PATH")
    private @Nullable Path directory;

    @Override
    void run() throws IOException {
        if (branch == null && !orphan) {
            throw new KeelsonException("A branch must be specified with --branch, or use --orphan");
        }
        expectNoConflict();
        try (Repository repo = open()) {
            Committer committer = new Committer(repo, filter());
            committer.setFsync(fsync == null ? repo.fsync() && !withoutFsync : PathLists.policy(fsync));
            committer.setImportOptions(importOptions());
            committer.setSizes(sizes);
            if (signing.given()) {
                committer.setBeside(object -> signing.signatures(object, metadata.detached(), "Commit"));
            } else if (!metadata.detached().isEmpty()) {
                committer.setBeside(object -> metadata.detached());
            }
            Digest start = base == null ? null : repo.refs().resolve(base);
            print(committer.commit(start, sources(repo), request(repo)));
        }
    }

    private void expectNoConflict() {
        if (canonical && uid != null && uid > 0) {
            throw new KeelsonException("Cannot specify both --canonical-permissions and non-zero --owner-uid");
        }
        if (canonical && gid != null && gid > 0) {
            throw new KeelsonException("Cannot specify both --canonical-permissions and non-zero --owner-gid");
        }
        if (selinux.policy() != null && selinuxFromBase) {
            throw new KeelsonException("Cannot specify both --selinux-policy and --selinux-policy-from-base");
        }
        selinux.expectNoLabels();
    }

    private ImportOptions importOptions() {
        ImportOptions.Links links = canonicalLinks
                ? ImportOptions.Links.CANONICAL
                : linkSpeedup ? ImportOptions.Links.KNOWN : ImportOptions.Links.READ;
        return new ImportOptions(consume, links);
    }

    private CommitFilter filter() throws IOException {
        Map<String, CommitFilter.ModeChange> changes = modes == null ? Map.of() : PathLists.modes(modes);
        Set<String> skipped = skipList == null ? Set.of() : PathLists.paths(skipList);
        return new CommitFilter(
                nonNegative(uid), nonNegative(gid), withoutXattrs, canonical, readOnlyExecutables, changes, skipped);
    }

    /// Upstream takes -1 for "as it is".
    private static @Nullable Integer nonNegative(@Nullable Integer id) {
        return id == null || id < 0 ? null : id;
    }

    private List<TreeSource> sources(Repository repo) throws IOException {
        List<TreeSource> sources = new ArrayList<>();
        for (String tree : trees) {
            sources.add(source(repo, tree));
        }
        if (sources.isEmpty()) {
            sources.add(new TreeSource.Dir(directory == null ? Path.of(".") : directory));
        }
        if (selinuxFromBase) {
            selinux.expectNoLabelsIn(repo, sources.getFirst());
        }
        return sources;
    }

    private TreeSource source(Repository repo, String tree) throws IOException {
        int equals = tree.indexOf('=');
        if (equals < 0) {
            throw new KeelsonException("Missing type in tree specification '" + tree + "'");
        }
        String value = tree.substring(equals + 1);
        return switch (tree.substring(0, equals)) {
            case "dir" -> new TreeSource.Dir(Path.of(value));
            case "ref" -> new TreeSource.Committed(repo.refs().resolve(value));
            case "tar" -> new TreeSource.Tar(Path.of(value), tarParents, PathRewriting.of(tarFilter));
            default ->
                throw new KeelsonException("Invalid tree type specification '" + tree.substring(0, equals) + "'");
        };
    }

    private CommitRequest request(Repository repo) throws IOException {
        Digest before = parent(repo);
        if (before == null && metadata.needsParent()) {
            throw new KeelsonException("Either --branch or --parent must be specified when using --keep-metadata");
        }
        CommitMessage.Text text = message.read(branch);
        return new CommitRequest(
                branch,
                before,
                text.subject(),
                text.body(),
                metadata.read(
                        before == null ? Map.of() : repo.readCommit(before).metadata()),
                metadata.bindings(),
                bootable,
                Timestamps.choose(timestamp),
                skipIfUnchanged);
    }

    private @Nullable Digest parent(Repository repo) throws IOException {
        if (parent != null) {
            return parent.equals("none") ? null : repo.refs().resolve(parent);
        }
        return orphan || branch == null ? null : repo.refs().find(branch).orElse(null);
    }

    private void print(Committer.Result result) {
        if (!table) {
            out().println(result.commit());
            return;
        }
        Stats stats = result.stats();
        out().println("Commit: " + result.commit());
        out().println("Metadata Total: " + stats.metadataTotal());
        out().println("Metadata Written: " + stats.metadataWritten());
        out().println("Content Total: " + stats.contentTotal());
        out().println("Content Written: " + stats.contentWritten());
        out().println("Content Cache Hits: " + result.cacheHits());
        out().println("Content Bytes Written: " + stats.contentBytesWritten());
    }
}
