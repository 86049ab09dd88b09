package io.keelson.cli.ostree;

import io.keelson.ostree.CommittedTree;
import io.keelson.ostree.FileObject;
import io.keelson.ostree.Repository;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "cat", description = "Concatenate contents of files")
final class CatCommand extends RepositoryCommand {
    private static final int MOST_LINKS = 40;

    @Parameters(index = "0", paramLabel = "COMMIT")
    private String revision = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "PATH")
    private List<String> paths = List.of();

    @Override
    void run() throws IOException {
        try (Repository repo = open()) {
            CommittedTree tree = new CommittedTree(repo, repo.refs().resolve(revision));
            for (String path : paths) {
                print(repo, tree, path, MOST_LINKS);
            }
        }
    }

    private void print(Repository repo, CommittedTree tree, String path, int linksLeft) throws IOException {
        if (!(tree.find(path) instanceof CommittedTree.File file)) {
            throw new KeelsonException("Can't open directory");
        }
        try (FileObject object = repo.readFile(file.checksum())) {
            if (!object.header().isSymlink()) {
                object.content().transferTo(out());
            } else if (linksLeft > 0) {
                print(repo, tree, target(path, object.header().symlink()), linksLeft - 1);
            } else {
                throw new KeelsonException(path + ": Too many levels of symbolic links");
            }
        }
    }

    /// Within the tree, whose root nothing leads out of.
    private static String target(String link, String target) {
        Path from = Path.of("/").resolve(link);
        return from.resolveSibling(target).normalize().toString();
    }
}
