package io.keelson.compose.finish;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import java.util.Arrays;

/// Sets the day of the last password change in `/etc/shadow` to that of the compose: the tools that
/// make accounts write today's, and the same input would give another image tomorrow. An account
/// without a day, or with 0 (the password must be changed at the first login), keeps what it has.
///
/// @param epochDay days since 1970-01-01
public record NormaliseShadow(long epochDay) implements FinishStep {
    private static final String PATH = "etc/shadow";

    private static final int LAST_CHANGE = 2;

    @Override
    public FileTree apply(FileTree tree, Contents contents) {
        if (!(tree.get(PATH) instanceof Entry.File file)) {
            return tree;
        }
        StringBuilder text = new StringBuilder();
        contents.text(file.content())
                .lines()
                .forEach(line -> text.append(normal(line)).append('\n'));
        return tree.edit()
                .put(PATH, contents.file(file.meta(), text.toString()))
                .build();
    }

    private String normal(String line) {
        String[] fields = line.split(":", -1);
        if (fields.length > LAST_CHANGE && fields[LAST_CHANGE].matches("[1-9]\\d*")) {
            fields[LAST_CHANGE] = Long.toString(epochDay);
        }
        return String.join(":", Arrays.asList(fields));
    }
}
