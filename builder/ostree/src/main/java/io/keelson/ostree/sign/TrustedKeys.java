package io.keelson.ostree.sign;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Public keys whose signatures count, and revoked ones whose signatures do not even if they are trusted.
///
/// @param trusted keys in the spelling of [Engine#publicKey]
/// @param revoked the same of keys that must not be used any more
public record TrustedKeys(Engine engine, Set<String> trusted, Set<String> revoked) {
    /// Where a machine keeps its own: below each there are files `trusted.NAME` and `revoked.NAME`, and
    /// directories `trusted.NAME.d` and `revoked.NAME.d` full of such files.
    public static final List<Path> SYSTEM = List.of(Path.of("/etc/ostree"), Path.of("/usr/share/ostree"));

    /// Copies the sets.
    public TrustedKeys {
        trusted = Collections.unmodifiableSet(new LinkedHashSet<>(trusted));
        revoked = Collections.unmodifiableSet(new LinkedHashSet<>(revoked));
    }

    /// No keys.
    public static TrustedKeys none(Engine engine) {
        return new TrustedKeys(engine, Set.of(), Set.of());
    }

    /// One key more.
    ///
    /// @throws KeelsonException when it is no key
    public TrustedKeys with(String key) {
        return with(Set.of(engine.publicKey(key)));
    }

    private TrustedKeys with(Set<String> more) {
        Set<String> all = new LinkedHashSet<>(trusted);
        all.addAll(more);
        return new TrustedKeys(engine, all, revoked);
    }

    /// The keys of a file too, one on each line; lines that are none are passed over.
    ///
    /// @throws KeelsonException when the file cannot be read or has no key
    public TrustedKeys withFile(Path file) throws IOException {
        Set<String> found = new LinkedHashSet<>();
        for (String line : KeyFiles.lines(file)) {
            try {
                found.add(engine.publicKey(line));
            } catch (KeelsonException _) {
                // another kind of key, a comment: it is only not trusted
            }
        }
        if (found.isEmpty()) {
            throw new KeelsonException("signature: " + engine.name() + ": no valid keys in file '" + file + "'");
        }
        return with(found);
    }

    /// The keys below directories that are laid out as [#SYSTEM] is. A trusted file that cannot be used is
    /// passed over; a revoked one is a failure, as its keys would be trusted without it.
    ///
    /// @throws KeelsonException when there is no trusted key
    public TrustedKeys withDirectories(List<Path> directories) throws IOException {
        TrustedKeys all = this;
        for (Path file : files(directories, "trusted")) {
            try {
                all = all.withFile(file);
            } catch (KeelsonException _) {
                // such a file gives no keys
            }
        }
        if (all.trusted().isEmpty()) {
            throw new KeelsonException("signature: " + engine.name() + ": no keys loaded");
        }
        Set<String> bad = new LinkedHashSet<>(revoked);
        for (Path file : files(directories, "revoked")) {
            bad.addAll(revokedIn(file));
        }
        return new TrustedKeys(engine, all.trusted(), bad);
    }

    private Set<String> revokedIn(Path file) throws IOException {
        Set<String> keys = new LinkedHashSet<>();
        for (String line : KeyFiles.lines(file)) {
            try {
                keys.add(engine.publicKey(line));
            } catch (KeelsonException e) {
                throw new KeelsonException("Revoked keys " + file + ": " + e.getMessage(), e);
            }
        }
        return keys;
    }

    /// The keys that count.
    List<String> usable() {
        return trusted.stream().filter(key -> !revoked.contains(key)).toList();
    }

    /// Whether a key counts.
    boolean trusts(String key) {
        return trusted.contains(key) && !revoked.contains(key);
    }

    private List<Path> files(List<Path> directories, String kind) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path directory : directories) {
            Path file = directory.resolve(kind + "." + engine.name());
            if (Files.exists(file)) {
                files.add(file);
            }
            files.addAll(list(directory.resolve(kind + "." + engine.name() + ".d")));
        }
        return files;
    }

    private static Set<Path> list(Path directory) throws IOException {
        Set<Path> files = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, Files::isRegularFile)) {
            entries.forEach(files::add);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Set.of();
        }
        return files;
    }
}
