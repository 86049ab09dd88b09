package io.keelson.ostree;

import io.keelson.release.KeelsonException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Java names files in the encoding of the locale; in the C locale it can name only ASCII.
final class Utf8Names {
    private static final boolean SPOKEN =
            Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")).equals(StandardCharsets.UTF_8);

    private Utf8Names() {}

    /// @throws KeelsonException when the locale has no name for this file
    static String expect(String name) {
        if (!SPOKEN && !StandardCharsets.US_ASCII.newEncoder().canEncode(name)) {
            throw new KeelsonException("The locale has no name for the file " + name).withHint("set LC_ALL=C.UTF-8");
        }
        return name;
    }
}
