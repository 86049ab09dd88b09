package io.keelson.ostree;

import io.keelson.release.Digest;
import java.io.IOException;
import java.util.Map;

/// Reads the tree of a commit in the repository. Files that the filter leaves as they are, are not
/// opened twice.
record CommittedImport(Repository repo, Transaction transaction, CommitFilter filter, CommitFilter.Met met, Work work) {
    void into(MutableTree root, Digest checksum) throws IOException {
        Commit commit = repo.readCommit(checksum);
        directory(root, new DirTree.Sub(commit.rootTree(), commit.rootMeta()), "/");
        work.await();
    }

    private void directory(MutableTree tree, DirTree.Sub source, String name) throws IOException {
        tree.setMeta(filter.apply(name, repo.readDirMeta(source.meta())));
        met.path(name);
        DirTree names = repo.readDirTree(source.tree());
        for (Map.Entry<String, Digest> file : names.files().entrySet()) {
            String child = below(name, file.getKey());
            if (!skips(child)) {
                tree.expectFile(file.getKey());
                file(tree, file.getKey(), file.getValue(), child);
            }
        }
        for (Map.Entry<String, DirTree.Sub> dir : names.dirs().entrySet()) {
            String child = below(name, dir.getKey());
            if (!skips(child)) {
                directory(tree.directory(dir.getKey()), dir.getValue(), child);
            }
        }
    }

    private static String below(String directory, String name) {
        return directory.equals("/") ? "/" + name : directory + "/" + name;
    }

    private boolean skips(String path) {
        if (filter.skipped().contains(path)) {
            met.skipped(path);
            return true;
        }
        return false;
    }

    private void file(MutableTree tree, String name, Digest checksum, String fullName) throws IOException {
        met.path(fullName);
        if (filter.isIdentity()) {
            tree.putFile(name, checksum);
        } else {
            work.submit(() -> tree.putFile(name, filtered(checksum, fullName)));
        }
    }

    private Digest filtered(Digest checksum, String name) throws IOException {
        try (FileObject file = repo.readFile(checksum)) {
            FileHeader header = filter.apply(name, file.header());
            return header.equals(file.header()) ? checksum : transaction.writeFile(header, file.content(), file.size());
        }
    }
}
