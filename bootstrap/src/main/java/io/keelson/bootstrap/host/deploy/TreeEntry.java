package io.keelson.bootstrap.host.deploy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One line of what `ostree ls -C` prints.
///
/// @param type `d`, `-` or `l`
/// @param checksum of the object with the content, or of a directory's list
/// @param target where a link leads, else empty
record TreeEntry(char type, String mode, String owner, long size, String checksum, String path, String target) {
    private static final Pattern LINE =
            Pattern.compile("([dl-])([0-7]{5}) +(\\d+ +\\d+) +(\\d+) ([0-9a-f]{64}) (?:([0-9a-f]{64}) )?(/.*)");

    static Optional<TreeEntry> parse(String line) {
        Matcher found = LINE.matcher(line);
        if (!found.matches()) {
            return Optional.empty();
        }
        char type = found.group(1).charAt(0);
        String name = found.group(7);
        int arrow = type == 'l' ? name.indexOf(" -> ") : -1;
        return Optional.of(new TreeEntry(
                type,
                found.group(2),
                found.group(3),
                Long.parseLong(found.group(4)),
                found.group(5),
                arrow < 0 ? name : name.substring(0, arrow),
                arrow < 0 ? "" : name.substring(arrow + 4)));
    }

    boolean isFile() {
        return type == '-';
    }

    boolean isLink() {
        return type == 'l';
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
