package io.keelson.ostree;

import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// Reads a tar archive as a stream. Hard links are resolved to what came before them.
final class TarImport {
    private static final String XATTR = "SCHILY.xattr.";

    private final Transaction transaction;
    private final CommitFilter filter;
    private final CommitFilter.Met met;
    private final TreeSource.Tar source;
    private final Map<String, Written> written = new HashMap<>();

    /// A file that a hard link may name.
    private record Written(Digest checksum, FileHeader header) {}

    TarImport(Transaction transaction, CommitFilter filter, CommitFilter.Met met, TreeSource.Tar source) {
        this.transaction = transaction;
        this.filter = filter;
        this.met = met;
        this.source = source;
    }

    void into(MutableTree root) throws IOException {
        try (InputStream raw = open();
                TarArchiveInputStream tar = new TarArchiveInputStream(plain(raw), "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entry(root, tar, entry);
            }
        } catch (IOException e) {
            throw new KeelsonException("Reading " + source.path() + ": " + e.getMessage(), e);
        }
    }

    private InputStream open() throws IOException {
        boolean standard = source.path().toString().equals("-");
        return new BufferedInputStream(standard ? System.in : Files.newInputStream(source.path()), 1 << 16);
    }

    private static InputStream plain(InputStream in) throws IOException {
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzip ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private void entry(MutableTree root, InputStream content, TarArchiveEntry entry) throws IOException {
        List<String> parts = parts(entry.getName());
        String path = "/" + String.join("/", parts);
        if (filter.skipped().stream().anyMatch(skip -> path.equals(skip) || path.startsWith(skip + "/"))) {
            filter.skipped().stream().filter(path::equals).forEach(met::skipped);
            return;
        }
        met.path(path);
        if (entry.isDirectory()) {
            directory(root, parts, path, entry);
            return;
        }
        if (parts.isEmpty()) {
            throw new KeelsonException(source.path() + ": the root is not a directory");
        }
        MutableTree parent = descend(root, parts.subList(0, parts.size() - 1), entry, source.makeParents());
        String name = parts.getLast();
        parent.expectFile(name);
        parent.putFile(name, entry.isLink() ? linked(entry, path) : file(content, entry, path));
    }

    private void directory(MutableTree root, List<String> parts, String path, TarArchiveEntry entry) {
        MutableTree tree = parts.isEmpty()
                ? root
                : descend(root, parts.subList(0, parts.size() - 1), entry, source.makeParents())
                        .directory(parts.getLast());
        DirMeta meta = DirMeta.of(uid(entry), gid(entry), entry.getMode(), xattrs(entry));
        tree.setMeta(filter.apply(path, meta));
    }

    private MutableTree descend(MutableTree root, List<String> parts, TarArchiveEntry entry, boolean make) {
        MutableTree at = root;
        makeMeta(at, entry, make);
        for (String part : parts) {
            if (!make && at.existing(part) == null) {
                throw new KeelsonException(source.path() + ": No such file or directory: " + part + " (parent of "
                                + entry.getName() + ")")
                        .withHint("use --tar-autocreate-parents");
            }
            at = at.directory(part);
            makeMeta(at, entry, make);
        }
        return at;
    }

    private void makeMeta(MutableTree tree, TarArchiveEntry entry, boolean make) {
        if (make && !tree.hasMeta()) {
            tree.setMeta(filter.apply("", DirMeta.of(uid(entry), gid(entry), 0755, Xattrs.EMPTY)));
        }
    }

    private Digest file(InputStream content, TarArchiveEntry entry, String path) throws IOException {
        FileHeader header;
        if (entry.isSymbolicLink()) {
            header = FileHeader.symlink(uid(entry), gid(entry), entry.getLinkName(), xattrs(entry));
        } else if (entry.isFile()) {
            header = FileHeader.regular(uid(entry), gid(entry), entry.getMode(), xattrs(entry));
        } else {
            throw new KeelsonException(source.path() + ": Unsupported file type of " + entry.getName());
        }
        FileHeader filtered = filter.apply(path, header);
        Digest checksum = transaction.writeFile(filtered, content, filtered.isSymlink() ? 0 : entry.getRealSize());
        written.put(path, new Written(checksum, filtered));
        return checksum;
    }

    private Digest linked(TarArchiveEntry entry, String path) {
        Written target = written.get("/" + String.join("/", parts(entry.getLinkName())));
        if (target == null) {
            throw new KeelsonException(
                    source.path() + ": Invalid hardlink " + entry.getName() + " to " + entry.getLinkName());
        }
        written.put(path, target);
        return target.checksum();
    }

    private List<String> parts(String name) {
        List<String> parts = Arrays.stream(name.split("/", -1))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .toList();
        if (parts.contains("..")) {
            throw new KeelsonException(source.path() + ": Invalid uplink '..' in path " + name);
        }
        return parts;
    }

    private int uid(TarArchiveEntry entry) {
        return (int) entry.getLongUserId();
    }

    private int gid(TarArchiveEntry entry) {
        return (int) entry.getLongGroupId();
    }

    private Xattrs xattrs(TarArchiveEntry entry) {
        Map<String, byte[]> xattrs = new HashMap<>();
        entry.getExtraPaxHeaders().forEach((key, value) -> {
            if (key.startsWith(XATTR)) {
                xattrs.put(key.substring(XATTR.length()), value.getBytes(StandardCharsets.UTF_8));
            }
        });
        return Xattrs.of(xattrs);
    }
}
