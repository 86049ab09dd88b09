package io.keelson.ostree;

import io.keelson.ostree.posix.Posix;
import io.keelson.ostree.variant.Variant;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Regular files of the user who runs this, with the truth in an attribute. A symbolic link is a
/// regular file, too: links cannot carry attributes of the `user.` kind.
record BareUserContent() implements ContentFormat {
    private static final String TRUTH = "user.ostreemeta";

    @Override
    public FileObject open(Path object) throws IOException {
        byte[] truth = Posix.getXattr(object, TRUTH);
        if (truth == null) {
            throw new IllegalArgumentException("no attribute " + TRUTH);
        }
        List<Variant> members = Variant.decode(DirMeta.TYPE, truth).children();
        int mode = members.get(2).asSwappedInt();
        String target = FileModes.is(mode, FileModes.SYMLINK) ? target(object) : "";
        FileHeader header = new FileHeader(
                members.get(0).asSwappedInt(), members.get(1).asSwappedInt(), mode, target, Xattrs.of(members.get(3)));
        return header.isSymlink()
                ? FileObject.symlink(header)
                : new FileObject(header, Files.size(object), Files.newInputStream(object));
    }

    private static String target(Path object) throws IOException {
        return Variant.of(Files.readAllBytes(object)).asByteString();
    }

    @Override
    public void write(Path target, FileHeader header, InputStream content, long size) throws IOException {
        if (header.isSymlink()) {
            byte[] link = (header.symlink() + "\0").getBytes(StandardCharsets.UTF_8);
            Streams.copyToNew(new ByteArrayInputStream(link), target, link.length);
        } else {
            Streams.copyToNew(content, target, size);
        }
        Variant truth = DirMeta.variant(header.uid(), header.gid(), header.mode(), header.xattrs());
        Posix.setXattr(target, TRUTH, truth.encode());
        Posix.chmod(target, header.isSymlink() ? 0644 : (header.mode() & 0775) | 0400);
        Posix.setTimes(target, 0);
    }
}
