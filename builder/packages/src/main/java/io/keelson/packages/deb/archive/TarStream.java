package io.keelson.packages.deb.archive;

import java.io.IOException;
import java.io.InputStream;

/// Reads a plain tar stream with the same care as the parts of a package.
public final class TarStream {
    private TarStream() {}

    /// Gives every member to `visitor`, in order, and reads `in` to the end of the archive. The caller
    /// closes `in`.
    ///
    /// @param name of the stream in messages
    public static void read(String name, InputStream in, DebFile.Visitor visitor) throws IOException {
        TarReader tar = new TarReader(in, new PathGuard(name));
        InputStream content = tar.content();
        for (DebEntry entry = tar.next(); entry != null; entry = tar.next()) {
            visitor.entry(entry, content);
        }
    }
}
