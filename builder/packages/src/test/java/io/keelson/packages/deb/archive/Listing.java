package io.keelson.packages.deb.archive;

import java.time.Instant;

/// Lines as `tar -tv --full-time --numeric-owner` prints them, for comparison.
final class Listing {
    private Listing() {}

    static String line(DebEntry entry) {
        long size = entry.node() instanceof DebEntry.RegularFile(long bytes) ? bytes : 0;
        String time = Instant.ofEpochSecond(entry.mtime())
                .toString()
                .replace('T', ' ')
                .replace("Z", "");
        return "%s %d/%d %d %s %s".formatted(mode(entry), entry.uid(), entry.gid(), size, time, name(entry));
    }

    /// A line of tar with single blanks and paths as we write them.
    static String canonical(String line) {
        String[] parts = line.split(" +", 6);
        String name = parts[5].startsWith("./") ? parts[5].substring(2) : parts[5];
        return String.join(
                " ", parts[0], parts[1], parts[2], parts[3], parts[4], name.replace("link to ./", "link to "));
    }

    private static String name(DebEntry entry) {
        return switch (entry.node()) {
            case DebEntry.Directory _ -> entry.path().isEmpty() ? "" : entry.path() + "/";
            case DebEntry.Symlink(String target) -> entry.path() + " -> " + target;
            case DebEntry.HardLink(String target) -> entry.path() + " link to " + target;
            case DebEntry.RegularFile _, DebEntry.Device _, DebEntry.Fifo _ -> entry.path();
        };
    }

    private static String mode(DebEntry entry) {
        StringBuilder text = new StringBuilder();
        text.append(
                switch (entry.node()) {
                    case DebEntry.Directory _ -> 'd';
                    case DebEntry.Symlink _ -> 'l';
                    case DebEntry.HardLink _ -> 'h';
                    case DebEntry.RegularFile _ -> '-';
                    case DebEntry.Device device -> device.block() ? 'b' : 'c';
                    case DebEntry.Fifo _ -> 'p';
                });
        for (int i = 0; i < 9; i++) {
            text.append((entry.mode() >> (8 - i) & 1) == 1 ? "rwxrwxrwx".charAt(i) : '-');
        }
        special(text, entry.mode(), 04000, 3, 's');
        special(text, entry.mode(), 02000, 6, 's');
        special(text, entry.mode(), 01000, 9, 't');
        return text.toString();
    }

    private static void special(StringBuilder text, int mode, int bit, int at, char letter) {
        if ((mode & bit) != 0) {
            text.setCharAt(at, text.charAt(at) == 'x' ? letter : Character.toUpperCase(letter));
        }
    }
}
