package io.keelson.packages.deb.archive;

import io.keelson.packages.deb.archive.DebEntry.Node;
import io.keelson.release.KeelsonException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lets only those members through that stay under the root whatever their order: no `..`, no
/// absolute or odd names, nothing below a link or a file, nothing twice, and hard links only to
/// members seen before.
final class PathGuard {
    private enum Kind {
        IMPLIED_DIRECTORY,
        DIRECTORY,
        LINK,
        OTHER
    }

    private final String archive;
    private final Map<String, Kind> seen = new HashMap<>();

    /// @param archive names the package file and its member in messages
    PathGuard(String archive) {
        this.archive = archive;
        seen.put("", Kind.IMPLIED_DIRECTORY);
    }

    /// The normal form of a member's name.
    String normalise(String name) {
        String path = name.startsWith("./") ? name.substring(2) : name;
        path = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (path.isEmpty() || path.equals(".")) {
            if (name.isEmpty() || name.startsWith("/")) {
                throw refused(name, name.isEmpty() ? "its name is empty" : "its name is absolute");
            }
            return "";
        }
        String fault = fault(path);
        if (fault != null) {
            throw refused(name, fault);
        }
        return path;
    }

    /// Takes note of a member whose path is normal.
    void admit(String path, Node node) {
        checkParents(path, path);
        if (node instanceof DebEntry.HardLink link) {
            checkTarget(path, link.target());
        }
        Kind kind = switch (node) {
            case DebEntry.Directory _ -> Kind.DIRECTORY;
            case DebEntry.Symlink _ -> Kind.LINK;
            case DebEntry.RegularFile _, DebEntry.HardLink _, DebEntry.Device _, DebEntry.Fifo _ -> Kind.OTHER;
        };
        Kind before = seen.put(path, kind);
        if (before == Kind.IMPLIED_DIRECTORY && kind != Kind.DIRECTORY) {
            throw refused(path, "other members lie below it, but it is not a directory");
        }
        if (before != null && before != Kind.IMPLIED_DIRECTORY) {
            throw refused(path, "it is there twice");
        }
    }

    private void checkParents(String member, String path) {
        if (path.isEmpty()) {
            return;
        }
        String parent = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        Kind kind = seen.get(parent);
        if (kind == null) {
            checkParents(member, parent);
            seen.put(parent, Kind.IMPLIED_DIRECTORY);
        } else if (kind == Kind.LINK) {
            throw refused(member, "its path goes through the symbolic link " + parent + " of the same package");
        } else if (kind == Kind.OTHER) {
            throw refused(member, parent + " is not a directory");
        }
    }

    private void checkTarget(String path, String target) {
        Kind kind = seen.get(target);
        if (kind != Kind.OTHER && kind != Kind.LINK) {
            throw refused(path, "it is a hard link to " + target + ", which is no file before it in the package");
        }
    }

    private static @Nullable String fault(String path) {
        if (path.startsWith("/")) {
            return "its name is absolute";
        }
        if (path.indexOf('\0') >= 0) {
            return "its name contains a NUL";
        }
        for (String part : path.split("/", -1)) {
            switch (part) {
                case ".." -> {
                    return "its name goes upwards with \"..\"";
                }
                case "", "." -> {
                    return "its name has an empty component";
                }
                default -> {}
            }
        }
        return null;
    }

    private KeelsonException refused(String member, String why) {
        String shown = member.replace("\0", "\\0");
        return new KeelsonException(archive + ": refused the member \"" + shown + "\": " + why)
                .withHint("the package is broken or was tampered with; nothing of it was installed");
    }
}
