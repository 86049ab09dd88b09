package io.keelson.ostree;

import io.keelson.ostree.posix.Posix;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files with content and mode only; owner and attributes are those of nobody.
record BareUserOnlyContent() implements ContentFormat {
    private static final int ALLOWED = 0775;

    @Override
    public FileObject open(Path object) throws IOException {
        Inode inode = Inode.of(object);
        if (inode.isSymlink()) {
            String target = Files.readSymbolicLink(object).toString();
            return FileObject.symlink(new FileHeader(0, 0, inode.mode(), target, Xattrs.EMPTY));
        }
        FileHeader header = new FileHeader(0, 0, inode.mode(), "", Xattrs.EMPTY);
        return new FileObject(header, inode.size(), Files.newInputStream(object));
    }

    @Override
    public void write(Path target, FileHeader header, InputStream content, long size) throws IOException {
        check(header);
        Plain.create(target, header, content, size);
        if (!header.isSymlink()) {
            Posix.chmod(target, header.mode());
            Posix.setTimes(target, 0);
        }
    }

    private static void check(FileHeader header) {
        int extra = header.mode() & FileModes.PERMISSIONS & ~ALLOWED;
        if (!header.isSymlink() && extra != 0) {
            throw new KeelsonException(String.format(
                    "Content object: invalid mode 0%04o with bits 0%04o",
                    header.mode() & FileModes.PERMISSIONS, extra));
        }
        if (header.uid() != 0 || header.gid() != 0 || !header.xattrs().isEmpty()) {
            throw new KeelsonException("Content object: a bare-user-only repository keeps no owner and no attributes")
                    .withHint("use --canonical-permissions");
        }
    }
}
