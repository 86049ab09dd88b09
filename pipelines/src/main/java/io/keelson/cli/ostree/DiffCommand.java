package io.keelson.cli.ostree;

import io.keelson.ostree.CommitFilter;
import io.keelson.ostree.ObjectName;
import io.keelson.ostree.Reachable;
import io.keelson.ostree.Repository;
import io.keelson.ostree.TreeDiff;
import io.keelson.release.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "diff", description = "Compare directory TARGETDIR against revision REV")
final class DiffCommand extends RepositoryCommand {
    @Option(names = "--stats", description = "Print various statistics")
    private boolean stats;

    @Option(names = "--fs-diff", description = "Print filesystem diff")
    private boolean filesystem;

    @Option(names = "--no-xattrs", description = "Skip output of extended attributes")
    private boolean withoutXattrs;

    @Option(names = "--owner-uid", paramLabel = "UID", description = "Use file ownership user id for local files")
    private @Nullable Integer uid;

    @Option(names = "--owner-gid", paramLabel = "GID", description = "Use file ownership group id for local files")
    private @Nullable Integer gid;

    @Parameters(index = "0", paramLabel = "REV_OR_DIR")
    private String from = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "REV_OR_DIR")
    private @Nullable String to;

    @Override
    void run() throws IOException {
        try (Repository repo = open()) {
            String source = to == null ? from + "^" : from;
            String target = to == null ? from : to;
            if (filesystem || !stats) {
                TreeDiff diff = diff(repo, source, target);
                print("M", diff.modified(), isPath(source));
                print("D", diff.removed(), isPath(source));
                print("A", diff.added(), isPath(target));
            }
            if (stats) {
                count(repo, source, target);
            }
        }
    }

    /// How much two commits share.
    private void count(Repository repo, String source, String target) throws IOException {
        Set<ObjectName> before = objects(repo, source);
        Set<ObjectName> after = objects(repo, target);
        Set<ObjectName> common = new HashSet<>(before);
        common.retainAll(after);
        long bytes = 0;
        for (ObjectName name : common) {
            bytes += repo.storedSize(name);
        }
        out().println("[A] Object Count: " + before.size());
        out().println("[B] Object Count: " + after.size());
        out().println("Common Object Count: " + common.size());
        out().println("Common Object Size: " + Sizes.text(bytes));
    }

    private static Set<ObjectName> objects(Repository repo, String revision) throws IOException {
        Reachable reachable = new Reachable(repo, Reachable.Scope.OBJECTS);
        reachable.add(repo.refs().resolve(revision), 0);
        return reachable.names();
    }

    private TreeDiff diff(Repository repo, String source, String target) throws IOException {
        CommitFilter filter = new CommitFilter(uid, gid, withoutXattrs, false, false, Map.of(), Set.of());
        if (isPath(source)) {
            return TreeDiff.between(Path.of(source), Path.of(target), filter);
        }
        Digest commit = repo.refs().resolve(source);
        return isPath(target)
                ? TreeDiff.between(repo, commit, Path.of(target), filter)
                : TreeDiff.between(repo, commit, repo.refs().resolve(target));
    }

    /// Upstream's rule: what begins with a slash or a dot is a directory.
    private static boolean isPath(String argument) {
        return argument.startsWith("/") || argument.startsWith("./") || argument.equals(".");
    }

    /// As upstream has it, only paths in commits begin with a slash.
    private void print(String letter, List<String> paths, boolean onDisk) {
        paths.forEach(path -> out().println(letter + "    " + (onDisk ? path.substring(1) : path)));
    }
}
