package io.keelson.cli.ostree;

import io.keelson.ostree.CommittedTree;
import io.keelson.ostree.Repository;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "ls", description = "List file paths")
final class LsCommand extends RepositoryCommand {
    @Option(
            names = {"-d", "--dironly"},
            description = "Do not recurse into directory arguments")
    private boolean directoryOnly;

    @Option(
            names = {"-R", "--recursive"},
            description = "Print directories recursively")
    private boolean recursive;

    @Option(
            names = {"-C", "--checksum"},
            description = "Print checksum")
    private boolean checksum;

    @Option(
            names = {"-X", "--xattrs"},
            description = "Print extended attributes")
    private boolean xattrs;

    @Option(names = "--nul-filenames-only", description = "Print only filenames, NUL separated")
    private boolean namesOnly;

    @Parameters(index = "0", paramLabel = "COMMIT")
    private String revision = "";

    @Parameters(index = "1..*", paramLabel = "PATH")
    private List<String> paths = List.of("/");

    @Override
    void run() throws IOException {
        try (Repository repo = open()) {
            CommittedTree tree = new CommittedTree(repo, repo.refs().resolve(revision));
            LsPrinter printer = new LsPrinter(repo, out(), checksum, xattrs, namesOnly);
            for (String path : paths) {
                CommittedTree.Node node = find(tree, path);
                list(tree, path.startsWith("/") ? path : "/" + path, node, printer);
            }
        }
    }

    private void list(CommittedTree tree, String path, CommittedTree.Node node, LsPrinter printer) throws IOException {
        printer.visit(path, node);
        if (node instanceof CommittedTree.Dir dir && !directoryOnly) {
            tree.walk(path, dir, recursive, printer);
        }
    }

    private static CommittedTree.Node find(CommittedTree tree, String path) throws IOException {
        try {
            return tree.find(path);
        } catch (KeelsonException e) {
            throw new KeelsonException("Inspecting path '" + path + "': " + e.getMessage(), e);
        }
    }
}
