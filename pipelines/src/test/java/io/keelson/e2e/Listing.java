package io.keelson.e2e;

import java.io.IOException;
import java.nio.file.Path;

/// All that a commit says of the files in a directory, as real tools see it: type, mode, owner, target, content,
/// attributes. Not times, which no commit has, nor link counts: a checkout may share equal files.
final class Listing {
    private static final String SCRIPT = """
            list() {
                (
                    cd $1
                    find . -printf '%p %y %#m %U:%G %l\\n' | LC_ALL=C sort
                    find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
                    find . -print0 | LC_ALL=C sort -z | xargs -0 getfattr -h -d -m - -e hex
                )
            }
            """;

    private Listing() {}

    /// The first lines that tell two directories apart: none when they are equal.
    static String difference(Path one, Path other) throws IOException, InterruptedException {
        String script = SCRIPT + "list $1 > $1.list; list $2 > $2.list; (diff $1.list $2.list || true) | head -n 40";
        return Privilege.run(one.getParent(), script, one, other);
    }

    /// The lines of a directory that was compared.
    static String of(Path directory) throws IOException, InterruptedException {
        return Privilege.run(directory.getParent(), "cat $1.list", directory);
    }
}
