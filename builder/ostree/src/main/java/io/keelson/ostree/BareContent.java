package io.keelson.ostree;

import io.keelson.ostree.posix.Posix;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files as they are.
record BareContent(boolean withoutXattrs) implements ContentFormat {
    @Override
    public FileObject open(Path object) throws IOException {
        Inode inode = Inode.of(object);
        Xattrs xattrs = withoutXattrs ? Xattrs.EMPTY : Xattrs.of(Posix.getXattrs(object));
        if (inode.isSymlink()) {
            String target = Files.readSymbolicLink(object).toString();
            return FileObject.symlink(new FileHeader(inode.uid(), inode.gid(), inode.mode(), target, xattrs));
        }
        FileHeader header = new FileHeader(inode.uid(), inode.gid(), inode.mode(), "", xattrs);
        return new FileObject(header, inode.size(), Files.newInputStream(object));
    }

    @Override
    public void write(Path target, FileHeader header, InputStream content, long size) throws IOException {
        Plain.create(target, header, content, size);
        Posix.lchown(target, header.uid(), header.gid());
        Plain.setXattrs(target, withoutXattrs ? Xattrs.EMPTY : header.xattrs());
        if (!header.isSymlink()) {
            Posix.chmod(target, header.mode());
            Posix.setTimes(target, 0);
        }
    }
}
