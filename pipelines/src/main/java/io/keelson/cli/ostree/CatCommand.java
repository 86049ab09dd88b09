package io.keelson.cli.ostree;

import io.keelson.ostree.CommittedTree;
import io.keelson.ostree.FileObject;
import io.keelson.ostree.Repository;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "cat", description = "Concatenate contents of files")
final class CatCommand extends RepositoryCommand {
    @Parameters(index = "0", paramLabel = "COMMIT")
    private String revision = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "PATH")
    private List<String> paths = List.of();

    @Override
    void run() throws IOException {
        try (Repository repo = open()) {
            CommittedTree tree = new CommittedTree(repo, repo.refs().resolve(revision));
            for (String path : paths) {
                switch (tree.find(path)) {
                    case CommittedTree.Dir dir -> throw new KeelsonException("Can't open directory");
                    case CommittedTree.File file -> print(repo, file);
                }
            }
        }
    }

    private void print(Repository repo, CommittedTree.File file) throws IOException {
        try (FileObject object = repo.readFile(file.checksum())) {
            if (object.header().isSymlink()) {
                throw new KeelsonException("Can't open symbolic link");
            }
            object.content().transferTo(out());
        }
    }
}
