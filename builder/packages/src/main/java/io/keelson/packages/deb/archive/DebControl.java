package io.keelson.packages.deb.archive;

import io.keelson.packages.deb.control.Stanza;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// The control part of a package.
///
/// @param stanza the `control` file
/// @param files every file by name (`preinst`, `triggers`, `md5sums`, ...), `control` included
public record DebControl(Stanza stanza, SortedMap<String, File> files) {
    /// A control file with its permission bits.
    ///
    /// @param content read-only
    public record File(int mode, ByteBuffer content) {
        /// A fresh copy of the content.
        public byte[] bytes() {
            byte[] bytes = new byte[content.remaining()];
            content.duplicate().get(bytes);
            return bytes;
        }
    }

    /// The text of a control file, or null when the package has none of that name.
    public @Nullable String text(String name) {
        File file = files.get(name);
        return file == null ? null : new String(file.bytes(), StandardCharsets.UTF_8);
    }
}
