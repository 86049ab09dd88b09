package io.keelson.cli.ostree;

import io.keelson.ostree.CommittedTree;
import io.keelson.ostree.DirMeta;
import io.keelson.ostree.FileHeader;
import io.keelson.ostree.FileObject;
import io.keelson.ostree.Repository;
import io.keelson.ostree.Xattrs;
import java.io.IOException;
import java.io.PrintStream;

/// Writes the lines of `ls`.
record LsPrinter(Repository repo, PrintStream out, boolean checksum, boolean xattrs, boolean namesOnly)
        implements CommittedTree.Visitor {
    @Override
    public void visit(String path, CommittedTree.Node node) throws IOException {
        if (namesOnly) {
            out.print(path);
            out.write(0);
            return;
        }
        switch (node) {
            case CommittedTree.File file -> file(path, file);
            case CommittedTree.Dir dir -> directory(path, dir);
        }
    }

    private void file(String path, CommittedTree.File file) throws IOException {
        try (FileObject object = repo.readFile(file.checksum())) {
            FileHeader header = object.header();
            StringBuilder line = line(header.isSymlink() ? 'l' : '-', header.mode(), header.uid(), header.gid());
            line.append(String.format("%6d ", object.size()));
            line.append(checksum ? file.checksum() + " " : "").append(attributes(header.xattrs()));
            line.append(path).append(header.isSymlink() ? " -> " + header.symlink() : "");
            out.println(line);
        }
    }

    private void directory(String path, CommittedTree.Dir dir) throws IOException {
        DirMeta meta = repo.readDirMeta(dir.meta());
        StringBuilder line = line('d', meta.mode(), meta.uid(), meta.gid());
        line.append(String.format("%6d ", 0));
        line.append(checksum ? dir.tree() + " " + dir.meta() + " " : "").append(attributes(meta.xattrs()));
        out.println(line.append(path));
    }

    private static StringBuilder line(char type, int mode, int uid, int gid) {
        return new StringBuilder(String.format("%c0%04o %d %d ", type, mode & 07777, uid, gid));
    }

    private String attributes(Xattrs attributes) {
        return xattrs ? "{ " + attributes.toVariant().print(true) + " } " : "";
    }
}
