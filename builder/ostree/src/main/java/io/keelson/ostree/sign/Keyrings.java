package io.keelson.ostree.sign;

import io.keelson.ostree.Durable;
import io.keelson.ostree.Repository;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where the OpenPGP keys are that a repository trusts: a keyring for each remote, and those of the machine.
public final class Keyrings {
    private static final Path SYSTEM = Path.of("/usr/share/ostree/trusted.gpg.d");

    private final Repository repo;

    /// @param repo the repository with the remotes
    public Keyrings(Repository repo) {
        this.repo = repo;
    }

    /// The machine's keys, or those that the environment variable `OSTREE_GPG_HOME` names instead.
    public static Keyring global() throws IOException {
        String home = System.getenv("OSTREE_GPG_HOME");
        Path directory = home == null ? SYSTEM : Path.of(home);
        return Files.isDirectory(directory) ? Keyring.directory(directory) : Keyring.EMPTY;
    }

    /// The keys of all remotes and of the machine, for commits of which nobody knows any more who sent them.
    public Keyring all() throws IOException {
        return Keyring.directory(repo.path()).plus(global());
    }

    /// The keys that were imported for a remote, here or in the parent repository.
    public Optional<Keyring> imported(String remote) throws IOException {
        Path file = file(repo, remote);
        if (Files.exists(file)) {
            return Optional.of(Keyring.read(file));
        }
        Repository parent = repo.parent();
        return parent == null ? Optional.empty() : new Keyrings(parent).imported(remote);
    }

    /// The keys for what a remote sends: its own, or when none were imported the machine's; and those of
    /// its `gpgkeypath`.
    ///
    /// @param keyPath that option: files or directories with keys, between `,` or `;`; or nothing
    /// @throws KeelsonException when one of these does not exist
    public Keyring of(String remote, String keyPath) throws IOException {
        Optional<Keyring> own = imported(remote);
        return (own.isPresent() ? own.get() : global()).plus(at(keyPath));
    }

    /// The keys that belong to a remote alone: imported ones, and those of its `gpgkeypath`.
    public Keyring own(String remote, String keyPath) throws IOException {
        return imported(remote).orElse(Keyring.EMPTY).plus(at(keyPath));
    }

    private static Keyring at(String keyPath) throws IOException {
        Keyring keys = Keyring.EMPTY;
        for (String path : split(keyPath)) {
            keys = keys.plus(fromPath(path));
        }
        return keys;
    }

    /// Adds keys to those of a remote. Of keys that it has, what is new about them is added.
    ///
    /// @param ids which of them; all when empty
    /// @return how many keys are new
    public int add(String remote, Keyring keys, List<String> ids) throws IOException {
        Keyring chosen = (ids.isEmpty() ? keys : keys.only(ids)).bound();
        Path file = file(repo, remote);
        Keyring before = Files.exists(file) ? Keyring.read(file) : Keyring.EMPTY;
        Durable.replace(file, before.plus(chosen).encode(), true);
        return before.missing(chosen);
    }

    private static Path file(Repository repo, String remote) {
        if (remote.isEmpty() || remote.contains("/") || remote.startsWith(".")) {
            throw new KeelsonException("Invalid remote name '" + remote + "'");
        }
        return repo.path().resolve(remote + ".trustedkeys.gpg");
    }

    private static List<String> split(String keyPath) {
        if (keyPath.isEmpty()) {
            return List.of();
        }
        if (keyPath.indexOf(',') >= 0 && keyPath.indexOf(';') >= 0) {
            throw new KeelsonException("key value list contains more than one separator");
        }
        List<String> paths = new ArrayList<>(List.of(keyPath.split("[,;]", -1)));
        if (paths.getLast().isEmpty()) {
            paths.removeLast();
        }
        return paths;
    }

    /// A directory may hold other things than keys, a file may not.
    private static Keyring fromPath(String text) throws IOException {
        Path path = Path.of(text);
        if (text.isEmpty() || !Files.exists(path)) {
            throw new KeelsonException("opendir(" + text + "): No such file or directory");
        }
        if (!Files.isDirectory(path)) {
            return Keyring.read(path);
        }
        Keyring keys = Keyring.EMPTY;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, Files::isRegularFile)) {
            for (Path file : files) {
                keys = keys.plus(lenient(file));
            }
        }
        return keys;
    }

    private static Keyring lenient(Path file) throws IOException {
        try {
            return Keyring.read(file);
        } catch (KeelsonException e) {
            return Keyring.EMPTY;
        }
    }
}
