package io.keelson.ostree;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Files and directories that a commit has read and that are to go when it is there. Not before: until then
/// they may be all that there is. What came into a directory meanwhile was not read and stays, with the
/// directory.
final class Consumed {
    private final List<Path> paths = new ArrayList<>();

    /// A directory is to be added before what is in it.
    void add(Path path) {
        paths.add(path);
    }

    void delete() throws IOException {
        for (Path path : paths.reversed()) {
            try {
                Files.deleteIfExists(path);
            } catch (DirectoryNotEmptyException e) {
                throw new IOException(path + " was consumed, but is not empty: somebody still writes to it", e);
            }
        }
    }
}
