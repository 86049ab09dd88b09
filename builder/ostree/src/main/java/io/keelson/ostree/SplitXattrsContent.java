package io.keelson.ostree;

import io.keelson.ostree.variant.Variant;
import io.keelson.ostree.variant.VariantFormatException;
import io.keelson.ostree.variant.VariantType;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// Files as they are, but for their attributes: those are in an object beside the file, so that the file
/// system need not hold them. Can be read; upstream does not write it either, unless told that this is an
/// experiment, and then leaves the attributes out.
record SplitXattrsContent() implements ContentFormat {
    private static final String EXPERIMENT = "OSTREE_EXP_WRITE_BARE_SPLIT_XATTRS";
    private static final VariantType TYPE = VariantType.of("a(ayay)");
    private static final long MOST = 10 << 20;

    @Override
    public FileObject open(Path object) throws IOException {
        Inode inode = Inode.of(object);
        Xattrs xattrs = xattrs(object);
        if (inode.isSymlink()) {
            String target = Files.readSymbolicLink(object).toString();
            return FileObject.symlink(new FileHeader(inode.uid(), inode.gid(), inode.mode(), target, xattrs));
        }
        FileHeader header = new FileHeader(inode.uid(), inode.gid(), inode.mode(), "", xattrs);
        return new FileObject(header, inode.size(), Files.newInputStream(object));
    }

    private static Xattrs xattrs(Path object) throws IOException {
        Path beside = object.resolveSibling(object.getFileName() + "-xattrs-link");
        if (!Files.isRegularFile(beside, LinkOption.NOFOLLOW_LINKS)) {
            throw new KeelsonException("No attributes of file object: " + beside + ": No such file or directory");
        }
        if (Files.size(beside) > MOST) {
            throw new VariantFormatException("attributes of " + Files.size(beside) + " bytes");
        }
        return Xattrs.of(Variant.decode(TYPE, Files.readAllBytes(beside)));
    }

    @Override
    public void write(Path target, FileHeader header, InputStream content, long size) throws IOException {
        if (System.getenv(EXPERIMENT) == null) {
            throw new KeelsonException("Not allowed due to repo mode: bare-split-xattrs can only be read")
                    .withHint("make a repository of another mode and pull into it");
        }
        new BareContent(true).write(target, header, content, size);
    }
}
