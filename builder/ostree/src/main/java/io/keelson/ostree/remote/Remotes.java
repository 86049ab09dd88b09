package io.keelson.ostree.remote;

import io.keelson.ostree.Config;
import io.keelson.ostree.Repository;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The remotes of a repository: groups of its configuration, files in a directory like
/// `/etc/ostree/remotes.d`, and those of the parent repository.
public final class Remotes {
    private static final Pattern NAME = Pattern.compile("[\\w\\d][-._\\w\\d]*");
    private static final String PREFIX = "remote \"";

    private final Repository repo;
    private final @Nullable Path directory;

    /// What happens when a remote of that name exists.
    public enum Existing {
        /// It is an error.
        REFUSED,
        /// It stays as it is.
        KEPT,
        /// It is replaced, with all its options.
        REPLACED
    }

    /// A remote and the file that it is read from.
    private record Found(
            Remote remote, Config config, @Nullable Path file) {}

    /// @param directory where further remotes are, one in a `.conf` file; or null
    public Remotes(Repository repo, @Nullable Path directory) {
        this.repo = repo;
        this.directory = directory;
    }

    /// The names of all remotes, sorted.
    public List<String> names() throws IOException {
        TreeSet<String> names = new TreeSet<>(namesOf(repo.config()));
        for (Path file : files()) {
            names.addAll(namesOf(Config.read(file)));
        }
        Repository parent = repo.parent();
        if (parent != null) {
            names.addAll(new Remotes(parent, null).names());
        }
        return List.copyOf(names);
    }

    private static List<String> namesOf(Config config) {
        return config.groups().stream()
                .filter(group -> group.length() > PREFIX.length() && group.startsWith(PREFIX) && group.endsWith("\""))
                .map(group -> group.substring(PREFIX.length(), group.length() - 1))
                .toList();
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        if (directory != null && Files.isDirectory(directory)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "*.conf")) {
                entries.forEach(files::add);
            }
        }
        files.sort(null);
        return files;
    }

    /// A remote.
    ///
    /// @throws KeelsonException when there is none of that name
    public Remote get(String name) throws IOException {
        return find(name).orElseThrow(() -> new KeelsonException("Remote \"" + name + "\" not found"));
    }

    /// A remote, with the options of the parent repository's where it has none of its own.
    public Optional<Remote> find(String name) throws IOException {
        Repository parent = repo.parent();
        Optional<Remote> above = parent == null ? Optional.empty() : new Remotes(parent, null).find(name);
        Optional<Remote> own = own(name).map(Found::remote);
        if (own.isEmpty() || above.isEmpty()) {
            return own.or(() -> above);
        }
        SequencedMap<String, String> options = new LinkedHashMap<>(above.get().options());
        options.putAll(own.get().options());
        return Optional.of(new Remote(name, options));
    }

    private Optional<Found> own(String name) throws IOException {
        Optional<Found> found = in(repo.config(), null, name);
        for (Path file : found.isPresent() ? List.<Path>of() : files()) {
            found = in(Config.read(file), file, name);
            if (found.isPresent()) {
                return found;
            }
        }
        return found;
    }

    private static Optional<Found> in(Config config, @Nullable Path file, String name) {
        String group = group(name);
        return config.has(group)
                ? Optional.of(new Found(new Remote(name, config.values(group)), config, file))
                : Optional.empty();
    }

    private static String group(String name) {
        return PREFIX + name + "\"";
    }

    /// Adds a remote. It goes into the directory where there is one and `core.add-remotes-config-dir`
    /// does not say otherwise, else into the repository's configuration.
    ///
    /// @throws KeelsonException when there is one already, or it cannot be a name
    public void add(Remote remote, Existing existing) throws IOException {
        expectName(remote.name());
        Optional<Found> old = own(remote.name());
        if (old.isPresent() && existing == Existing.KEPT) {
            return;
        }
        if (old.isPresent() && existing == Existing.REFUSED) {
            Path file = old.get().file();
            throw new KeelsonException("Remote configuration for \"" + remote.name() + "\" already exists: "
                    + (file == null ? "(in config)" : file.toString()));
        }
        Config config = old.isPresent() ? old.get().config() : fresh(remote.name());
        config.remove(group(remote.name()));
        config.add(group(remote.name()), remote.options());
        config.save();
    }

    private Config fresh(String name) throws IOException {
        if (directory == null || !repo.config().getBoolean("core", "add-remotes-config-dir", true)) {
            return repo.config();
        }
        Files.createDirectories(directory);
        return Config.empty(directory.resolve(name + ".conf"));
    }

    private static void expectName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new KeelsonException("Invalid remote name " + name);
        }
    }

    /// Removes a remote with its keyring; its refs stay.
    ///
    /// @return whether there was one
    public boolean delete(String name) throws IOException {
        expectName(name);
        Optional<Found> found = own(name);
        if (found.isEmpty()) {
            return false;
        }
        Path file = found.get().file();
        if (file != null) {
            Files.delete(file);
        } else {
            found.get().config().remove(group(name));
            found.get().config().save();
        }
        Files.deleteIfExists(repo.path().resolve(name + ".trustedkeys.gpg"));
        return true;
    }
}
