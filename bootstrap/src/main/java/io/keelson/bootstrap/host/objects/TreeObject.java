package io.keelson.bootstrap.host.objects;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The list of a directory, in the order of names.
///
/// @param files names, and checksums of their objects
/// @param directories names, and what they are
public record TreeObject(Map<String, String> files, Map<String, Directory> directories) {
    private static final int CHECKSUM = 32;

    /// A directory in it.
    ///
    /// @param tree checksum of its list
    /// @param meta checksum of its owner and mode
    public record Directory(String tree, String meta) {}

    /// Reads the bytes of a `.dirtree` file, `(a(say)a(sayay))`; empty when they are none.
    public static Optional<TreeObject> parse(byte[] bytes) {
        try {
            Frame both = new Frame(bytes);
            Map<String, String> files = new LinkedHashMap<>();
            for (Frame file : both.part(0, both.end(0)).elements(1)) {
                files.put(file.text(), file.checksum(file.end(0)));
            }
            Map<String, Directory> directories = new LinkedHashMap<>();
            for (Frame one : both.last(2, 0).elements(1)) {
                int tree = one.end(0);
                directories.put(one.text(), new Directory(one.checksum(tree), one.checksum(tree + CHECKSUM)));
            }
            return Optional.of(new TreeObject(files, directories));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
