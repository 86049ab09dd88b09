package io.keelson.ostree.serve;

import io.keelson.ostree.Config;
import io.keelson.ostree.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Decides what a path of a request means. Only names that a repository's files have are looked for
/// at all, and what a symbolic link leads out of the repository for is not there.
final class Published {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_+][A-Za-z0-9._+-]*");
    private static final Pattern OBJECT =
            Pattern.compile("[0-9a-f]{62}\\.(commit|commitmeta|dirtree|dirmeta|filez|tombstone-commit)");
    private static final Pattern PART = Pattern.compile("superblock|[0-9]{1,9}");

    /// The configuration has more keys, and secrets of remotes; clients read these.
    private static final List<String> KEYS =
            List.of("repo_version", "mode", "collection-id", "tombstone-commits", "indexed-deltas");

    private final Repository repo;
    private final Path root;

    /// @throws IOException when the repository is gone
    Published(Repository repo) throws IOException {
        this.repo = repo;
        this.root = repo.path().toRealPath();
    }

    /// What is at a path, decoded; empty when it is not for clients.
    Optional<Resource> find(String path) throws IOException {
        if (!path.startsWith("/") || path.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        String[] parts = path.substring(1).split("/", -1);
        for (String part : parts) {
            if (!PLAIN.matcher(part).matches()) {
                return Optional.empty();
            }
        }
        if (path.equals("/config")) {
            return Optional.of(new Resource.Text(config(), false));
        }
        return isPublished(parts) ? file(String.join("/", parts), isObject(parts)) : Optional.empty();
    }

    private static boolean isPublished(String[] parts) {
        return switch (parts[0]) {
            case "summary", "summary.sig" -> parts.length == 1;
            case "refs" ->
                (parts.length >= 3 && parts[1].equals("heads")) || (parts.length >= 4 && parts[1].equals("mirrors"));
            case "objects" ->
                parts.length == 3
                        && parts[1].length() == 2
                        && OBJECT.matcher(parts[2]).matches();
            case "deltas" ->
                parts.length == 4
                        && parts[1].length() == 2
                        && PART.matcher(parts[3]).matches();
            case "delta-indexes" -> parts.length == 3 && parts[1].length() == 2 && parts[2].endsWith(".index");
            default -> false;
        };
    }

    /// Whether its content can never change.
    private static boolean isObject(String[] parts) {
        return parts[0].equals("objects") && !parts[2].endsWith("meta") && !parts[2].endsWith("tombstone-commit");
    }

    private Optional<Resource> file(String path, boolean forEver) throws IOException {
        try {
            Path real = root.resolve(path).toRealPath();
            return real.startsWith(root) && Files.isRegularFile(real)
                    ? Optional.of(Resource.Stored.of(real, forEver))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (java.nio.file.FileSystemException e) {
            return Optional.empty(); // a file where a directory should be, a loop of links, a name too long
        }
    }

    private byte[] config() throws IOException {
        try (Repository now = Repository.open(repo.path())) {
            Config config = now.config();
            StringBuilder text = new StringBuilder("[core]\n");
            for (String key : KEYS) {
                config.get("core", key)
                        .ifPresent(value -> text.append(key)
                                .append('=')
                                .append(value.replaceAll("\\p{Cntrl}", ""))
                                .append('\n'));
            }
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }
    }
}
