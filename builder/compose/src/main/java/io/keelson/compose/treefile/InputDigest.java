package io.keelson.compose.treefile;

import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;

/// Hashes texts and trees of files. Every piece goes in with its length, so that no two different
/// inputs look alike; no piece says in which directory the tree is.
final class InputDigest {
    private final MessageDigest digest = Digest.sha256();

    Digest value() {
        return Digest.of(digest);
    }

    void text(String label, String text) {
        piece(label.getBytes(StandardCharsets.UTF_8));
        piece(text.getBytes(StandardCharsets.UTF_8));
    }

    private void piece(byte[] bytes) {
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    /// A file, or a directory with all that is in it: names, whether they can be executed, bytes, targets of links.
    void tree(String label, Path path) {
        try {
            entry(label, path.toRealPath());
        } catch (IOException e) {
            throw new KeelsonException("cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    private void entry(String name, Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            text("link " + name, Files.readSymbolicLink(path).toString());
        } else if (Files.isDirectory(path)) {
            text("directory " + name, permissions(path));
            List<Path> children = children(path);
            for (Path child : children) {
                entry(FinalizeScripts.name(child), child);
            }
            text("end", Integer.toString(children.size()));
        } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            text("file " + name, permissions(path) + " " + Digest.of(path).hex());
        } else {
            throw new IOException("neither a file, a directory nor a link: " + path);
        }
    }

    private static List<Path> children(Path directory) throws IOException {
        try (Stream<Path> list = Files.list(directory)) {
            return list.sorted().toList();
        }
    }

    /// What git keeps of permissions: the rest is the umask of whoever checked the treefile out.
    private static String permissions(Path path) throws IOException {
        boolean runs = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS)
                .contains(PosixFilePermission.OWNER_EXECUTE);
        return runs ? "executable" : "plain";
    }
}
