package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import io.keelson.ostree.sign.Keyring;
import io.keelson.ostree.sign.Keyrings;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "gpg-import", description = "Import GPG keys")
final class RemoteGpgImportCommand extends RepositoryCommand {
    @Option(
            names = {"-k", "--keyring"},
            paramLabel = "FILE",
            description = "Import keys from a keyring file (repeatable)")
    private List<Path> files = List.of();

    @Option(names = "--stdin", description = "Import keys from standard input")
    private boolean stdin;

    @Parameters(index = "0", paramLabel = "NAME")
    private String name = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "KEY-ID")
    private List<String> ids = List.of();

    @Override
    void run() throws IOException {
        if (stdin && !files.isEmpty()) {
            throw new KeelsonException("--keyring and --stdin are mutually exclusive");
        }
        if (!stdin && files.isEmpty()) {
            throw new KeelsonException("No keys to import").withHint("use --keyring=FILE or --stdin");
        }
        try (Repository repo = open()) {
            RemotesDirectory.remotes(repo, null).get(name); // else nobody would ever use the keys
            out().println(imported(repo, name, keys(), ids));
        }
    }

    /// What upstream says when keys have been added.
    static String imported(Repository repo, String remote, Keyring keys, List<String> ids) throws IOException {
        int count = new Keyrings(repo).add(remote, keys, ids);
        return "Imported " + count + " GPG key" + (count == 1 ? "" : "s") + " to remote \"" + remote + "\"";
    }

    private Keyring keys() throws IOException {
        if (stdin) {
            return Keyring.read("standard input", System.in.readAllBytes());
        }
        Keyring all = Keyring.EMPTY;
        for (Path file : files) {
            all = all.plus(Keyring.read(file));
        }
        return all;
    }
}
