package io.keelson.ostree;

import io.keelson.release.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/// Writes a tree as a tar archive in GNU's format. All times in it are that of the commit. Extended
/// attributes go into headers that GNU tar and libarchive restore them from.
public final class TarExport {
    private final Repository repo;
    private final Options options;

    /// What is written.
    ///
    /// @param subpath the part of the tree that is wanted, absolute
    /// @param prefix what stands before every name, with a slash at its end if one is wanted there
    /// @param withoutXattrs whether extended attributes are left out
    public record Options(String subpath, String prefix, boolean withoutXattrs) {}

    /// @param options what of the tree is written
    public TarExport(Repository repo, Options options) {
        this.repo = repo;
        this.options = options;
    }

    /// Writes the tree of a commit; does not close `out`.
    public void write(Digest commit, OutputStream out) throws IOException {
        CommittedTree tree = new CommittedTree(repo, commit);
        CommittedTree.Node node = tree.find(options.subpath());
        FileTime time = FileTime.from(repo.readCommit(commit).timestamp(), TimeUnit.SECONDS);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
        CommittedTree.Visitor visitor = (path, each) -> entry(tar, path.substring(1), each, time);
        visitor.visit("/", node);
        if (node instanceof CommittedTree.Dir dir) {
            tree.walk("/", dir, true, visitor);
        }
        tar.finish();
    }

    private void entry(TarArchiveOutputStream tar, String path, CommittedTree.Node node, FileTime time)
            throws IOException {
        String full = options.prefix() + path;
        String name = full.isEmpty() ? "." : full;
        switch (node) {
            case CommittedTree.Dir dir -> directory(tar, name, repo.readDirMeta(dir.meta()), time);
            case CommittedTree.File file -> file(tar, name, file.checksum(), time);
        }
    }

    private void directory(TarArchiveOutputStream tar, String name, DirMeta meta, FileTime time) throws IOException {
        xattrs(tar, name, meta.xattrs(), time);
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_DIR, true);
        put(tar, entry, meta.uid(), meta.gid(), meta.mode(), time);
        tar.closeArchiveEntry();
    }

    private void file(TarArchiveOutputStream tar, String name, Digest checksum, FileTime time) throws IOException {
        try (FileObject file = repo.readFile(checksum)) {
            FileHeader header = file.header();
            xattrs(tar, name, header.xattrs(), time);
            TarArchiveEntry entry = new TarArchiveEntry(
                    name, header.isSymlink() ? TarConstants.LF_SYMLINK : TarConstants.LF_NORMAL, true);
            entry.setLinkName(header.symlink());
            entry.setSize(file.size());
            put(tar, entry, header.uid(), header.gid(), header.mode(), time);
            file.content().transferTo(tar);
            tar.closeArchiveEntry();
        }
    }

    private static void put(
            TarArchiveOutputStream tar, TarArchiveEntry entry, int uid, int gid, int mode, FileTime time)
            throws IOException {
        entry.setUserId(uid);
        entry.setGroupId(gid);
        entry.setMode(mode);
        entry.setLastModifiedTime(time);
        tar.putArchiveEntry(entry);
    }

    /// Written by hand: the library takes values for text.
    private void xattrs(TarArchiveOutputStream tar, String name, Xattrs xattrs, FileTime time) throws IOException {
        if (options.withoutXattrs() || xattrs.isEmpty()) {
            return;
        }
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        for (Xattr xattr : xattrs.entries()) {
            record(records, "SCHILY.xattr." + xattr.name(), xattr.value());
        }
        String last = name.substring(name.lastIndexOf('/') + 1);
        TarArchiveEntry entry = new TarArchiveEntry(
                "./PaxHeaders.X/" + last.substring(0, Math.min(last.length(), 20)),
                TarConstants.LF_PAX_EXTENDED_HEADER_LC,
                true);
        entry.setSize(records.size());
        put(tar, entry, 0, 0, 0644, time);
        records.writeTo(tar);
        tar.closeArchiveEntry();
    }

    /// `LENGTH KEY=VALUE\n`, where the length counts its own digits.
    private static void record(ByteArrayOutputStream out, String key, byte[] value) throws IOException {
        byte[] text = key.getBytes(StandardCharsets.UTF_8);
        int rest = text.length + value.length + 3;
        int length = rest + Integer.toString(rest).length();
        length = rest + Integer.toString(length).length();
        out.write((length + " ").getBytes(StandardCharsets.US_ASCII));
        out.write(text);
        out.write('=');
        out.write(value);
        out.write('\n');
    }
}
