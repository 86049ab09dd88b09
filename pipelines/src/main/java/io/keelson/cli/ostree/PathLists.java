package io.keelson.cli.ostree;

import io.keelson.ostree.CommitFilter.ModeChange;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Small files and words that several options share.
final class PathLists {
    private PathLists() {}

    /// One absolute path on each line.
    static Set<String> paths(Path file) throws IOException {
        Set<String> paths = new LinkedHashSet<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isEmpty()) {
                paths.add(line);
            }
        }
        return paths;
    }

    /// `MODE /path` adds bits, `=MODE /path` replaces the permissions. Numbers are decimal.
    static Map<String, ModeChange> modes(Path file) throws IOException {
        Map<String, ModeChange> modes = new HashMap<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isEmpty()) {
                int space = line.indexOf(' ');
                if (space < 0) {
                    throw new KeelsonException(file + ":" + (i + 1) + ": Malformed statoverride line (no space found)");
                }
                modes.put(line.substring(space + 1), change(file, i + 1, line.substring(0, space)));
            }
        }
        return modes;
    }

    private static ModeChange change(Path file, int line, String text) {
        boolean replace = text.startsWith("=");
        try {
            return new ModeChange(replace, Integer.parseInt(replace ? text.substring(1) : text));
        } catch (NumberFormatException e) {
            throw new KeelsonException(file + ":" + line + ": '" + text + "' is not a decimal mode", e);
        }
    }

    /// What `--fsync` says.
    static boolean policy(String text) {
        return switch (text) {
            case "true", "yes", "1" -> true;
            case "false", "no", "none", "0" -> false;
            default -> throw new KeelsonException("Invalid boolean argument '" + text + "'");
        };
    }
}
