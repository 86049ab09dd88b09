package io.keelson.compose.finish;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.Meta;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Reads files and directories of this machine as entries, for [AddFiles].
///
/// Everything belongs to root. Of the permissions only what git keeps is taken: a file that its owner
/// may execute is 0755, another one 0644, a directory 0755. So the umask of whoever checked the
/// treefile out changes nothing in the image; a file that needs other permissions (sudoers) gets them
/// in a postprocess script. Links inside a directory stay links, a source that is a link is what it
/// leads to. Devices, sockets and pipes are refused.
public final class LocalFiles {

    /// Small files are kept, so that nobody changes them under the compose.
    private static final long SMALL = 1 << 20;

    private final Contents contents;
    private final List<String> problems = new ArrayList<>();

    private LocalFiles(Contents contents) {
        this.contents = contents;
    }

    /// Reads a file, or a directory with all that is in it. Large files are not copied: they must stay
    /// as they are until the compose has ended.
    ///
    /// @throws KeelsonException with everything that cannot be read
    public static Entry read(Path source, Contents contents) {
        LocalFiles reader = new LocalFiles(contents);
        Entry entry = reader.entry(source, true);
        if (!reader.problems.isEmpty()) {
            throw KeelsonException.usage(reader.problems);
        }
        return entry;
    }

    private Entry entry(Path path, boolean follow) {
        try {
            if (!follow && Files.isSymbolicLink(path)) {
                return Entry.Link.to(Files.readSymbolicLink(path).toString());
            }
            if (Files.isDirectory(path)) {
                return directory(path);
            }
            if (Files.isRegularFile(path)) {
                return file(path);
            }
            problems.add(path
                    + (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                            ? " is neither a file nor a directory nor a link"
                            : " does not exist"));
        } catch (IOException e) {
            problems.add("cannot read " + path + ": " + e.getMessage());
        }
        return Entry.Dir.empty(Meta.DIRECTORY);
    }

    private Entry directory(Path path) throws IOException {
        SortedMap<String, Entry> children = new TreeMap<>();
        try (Stream<Path> list = Files.list(path)) {
            list.sorted().forEach(child -> children.put(child.getFileName().toString(), entry(child, false)));
        }
        return new Entry.Dir(Meta.DIRECTORY, children);
    }

    private Entry file(Path path) throws IOException {
        boolean isProgram = Files.getPosixFilePermissions(path).contains(PosixFilePermission.OWNER_EXECUTE);
        Meta meta = isProgram ? Meta.PROGRAM : Meta.FILE;
        long size = Files.size(path);
        if (size <= SMALL) {
            return contents.file(meta, Files.readAllBytes(path));
        }
        Digest digest = Digest.of(path);
        contents.register(digest, path, permissions(path), size);
        return new Entry.File(meta, digest, size);
    }

    private static int permissions(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:mode") & 07777;
    }
}
