package io.keelson.ostree;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The names below a directory that is laid out as `objects/` is.
final class ObjectListing {
    private ObjectListing() {}

    static List<ObjectName> list(Path root, Mode mode) throws IOException {
        List<ObjectName> names = new ArrayList<>();
        for (Path directory : Durable.list(root)) {
            String prefix = directory.getFileName().toString();
            if (prefix.length() == 2) {
                for (Path file : Durable.list(directory)) {
                    ObjectName.parse(prefix, file.getFileName().toString(), mode)
                            .ifPresent(names::add);
                }
            }
        }
        return names;
    }
}
