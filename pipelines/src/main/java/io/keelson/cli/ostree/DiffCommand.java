package io.keelson.cli.ostree;

import io.keelson.ostree.CommitFilter;
import io.keelson.ostree.Repository;
import io.keelson.ostree.TreeDiff;
import io.keelson.release.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "diff", description = "Compare directory TARGETDIR against revision REV")
final class DiffCommand extends RepositoryCommand {
    @Option(names = "--fs-diff", description = "Print filesystem diff")
    @SuppressWarnings("UnusedVariable") // there is no other kind of diff here
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
            TreeDiff diff = diff(repo, source, target);
            print("M", diff.modified(), isPath(source));
            print("D", diff.removed(), isPath(source));
            print("A", diff.added(), isPath(target));
        }
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
