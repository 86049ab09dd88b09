package io.keelson.bootstrap.host.deploy;

import io.keelson.bootstrap.host.objects.CommitObject;
import io.keelson.bootstrap.host.objects.MetaObject;
import io.keelson.bootstrap.host.objects.TreeObject;
import io.keelson.bootstrap.host.state.HostPaths;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// The files of a commit in the host's repository, read from its objects. A host's repository is `bare`: a file's
/// object is a file of the same owner, mode and content.
final class CommitTree {
    private static final int MAX_LINKS = 16;

    /// A tree does not change, and paths have directories in common.
    private final Map<String, TreeObject> known = new HashMap<>();

    private final HostPaths paths;
    private final String commit;
    private final TreeObject.Directory root;

    CommitTree(HostPaths paths, String commit) {
        this.paths = paths;
        this.commit = commit;
        CommitObject object = object(commit, ".commit", CommitObject::parse);
        this.root = new TreeObject.Directory(object.tree(), object.meta());
    }

    /// What is in a directory; nothing when there is no such directory.
    List<TreeEntry> list(String path) {
        return directory(names(path))
                .map(directory -> entries(path.equals("/") ? "" : path, tree(directory)))
                .orElse(List.of());
    }

    /// All that is in and below a directory.
    List<TreeEntry> below(String path) {
        List<TreeEntry> all = new ArrayList<>();
        for (TreeEntry entry : list(path)) {
            all.add(entry);
            if (entry.isDirectory()) {
                all.addAll(below(entry.path()));
            }
        }
        return all;
    }

    /// The entry that a path leads to when links are followed, as they would be in the running system.
    Optional<TreeEntry> find(String path) {
        List<String> ahead = new ArrayList<>(names(path));
        List<String> behind = new ArrayList<>();
        int links = 0;
        TreeEntry found = null;
        while (!ahead.isEmpty()) {
            String name = ahead.removeFirst();
            if (name.equals("..")) {
                if (!behind.isEmpty()) {
                    behind.removeLast();
                }
                continue;
            }
            found = entry(behind, name).orElse(null);
            if (found == null || links > MAX_LINKS) {
                return Optional.empty();
            }
            if (found.isLink()) {
                links++;
                if (found.target().startsWith("/")) {
                    behind.clear();
                }
                ahead.addAll(0, names(found.target()));
            } else {
                behind.add(name);
            }
        }
        return Optional.ofNullable(found).filter(entry -> !entry.isLink());
    }

    private static List<String> names(String path) {
        return Arrays.stream(path.split("/"))
                .filter(name -> !name.isEmpty() && !name.equals("."))
                .toList();
    }

    private Optional<TreeObject.Directory> directory(List<String> names) {
        Optional<TreeObject.Directory> found = Optional.of(root);
        for (String name : names) {
            found = found.flatMap(
                    one -> Optional.ofNullable(tree(one).directories().get(name)));
        }
        return found;
    }

    private Optional<TreeEntry> entry(List<String> directory, String name) {
        String path = directory.isEmpty() ? "" : "/" + String.join("/", directory);
        return directory(directory).map(this::tree).flatMap(tree -> {
            String file = tree.files().get(name);
            TreeObject.Directory inner = tree.directories().get(name);
            return file != null
                    ? Optional.of(file(path + "/" + name, file))
                    : Optional.ofNullable(inner).map(one -> directory(path + "/" + name, one));
        });
    }

    private List<TreeEntry> entries(String path, TreeObject tree) {
        List<TreeEntry> entries = new ArrayList<>();
        tree.files().forEach((name, checksum) -> entries.add(file(path + "/" + name, checksum)));
        tree.directories().forEach((name, inner) -> entries.add(directory(path + "/" + name, inner)));
        return entries;
    }

    private TreeEntry directory(String path, TreeObject.Directory directory) {
        MetaObject meta = object(directory.meta(), ".dirmeta", MetaObject::parse);
        return new TreeEntry(meta.mode(), meta.uid(), meta.gid(), 0, directory.tree(), path, "");
    }

    private TreeEntry file(String path, String checksum) {
        Path object = paths.object(checksum, ".file");
        try {
            Map<String, Object> stat =
                    Files.readAttributes(object, "unix:mode,uid,gid,size,isSymbolicLink", LinkOption.NOFOLLOW_LINKS);
            boolean isLink = Boolean.TRUE.equals(stat.get("isSymbolicLink"));
            String target = isLink ? Files.readSymbolicLink(object).toString() : "";
            return new TreeEntry(
                    number(stat, "mode").intValue(),
                    number(stat, "uid").intValue(),
                    number(stat, "gid").intValue(),
                    number(stat, "size").longValue(),
                    checksum,
                    path,
                    target);
        } catch (IOException e) {
            throw damaged(path + " of " + commit, e);
        }
    }

    private static Number number(Map<String, Object> stat, String name) {
        return (Number) Objects.requireNonNull(stat.get(name));
    }

    private TreeObject tree(TreeObject.Directory directory) {
        return known.computeIfAbsent(directory.tree(), sum -> object(sum, ".dirtree", TreeObject::parse));
    }

    private <T> T object(String checksum, String type, Function<byte[], Optional<T>> parser) {
        try {
            return parser.apply(Files.readAllBytes(paths.object(checksum, type)))
                    .orElseThrow(() -> new IOException("it is no such object"));
        } catch (IOException e) {
            throw damaged("the object " + checksum + type, e);
        }
    }

    private KeelsonException damaged(String what, IOException cause) {
        return new KeelsonException("cannot read " + what + " in " + paths.repository() + ": " + cause, cause)
                .withHint("ostree fsck --delete removes what is damaged; then try again");
    }

    /// The beginning of a file's content.
    byte[] head(TreeEntry file, int bytes) {
        try (InputStream in = Files.newInputStream(paths.object(file.checksum(), ".file"))) {
            return in.readNBytes(bytes);
        } catch (IOException e) {
            throw damaged(file.path() + " of " + commit, e);
        }
    }
}
