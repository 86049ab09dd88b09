package io.keelson.bootstrap.ssh;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The lines of `known_hosts` files that can be about a host: plain names, patterns, hashed names, and revoked keys.
/// Certificate authorities are passed over.
final class KnownHosts {
    private static final String REVOKED = "@revoked";

    private final List<Entry> entries;

    private KnownHosts(List<Entry> entries) {
        this.entries = entries;
    }

    /// @param place `FILE:LINE`
    record Entry(String place, Path file, boolean revoked, String hosts, PublicBlob key) {
        boolean isAbout(String name) {
            return hosts.startsWith("|1|") ? hashed(name) : listed(name);
        }

        private boolean listed(String name) {
            List<String> patterns = List.of(hosts.toLowerCase(Locale.ROOT).split(",", -1));
            return patterns.stream().noneMatch(p -> p.startsWith("!") && matches(p.substring(1), name))
                    && patterns.stream().anyMatch(p -> matches(p, name));
        }

        private static boolean matches(String glob, String name) {
            StringBuilder regex = new StringBuilder();
            glob.chars()
                    .forEach(
                            c -> regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c))));
            return name.matches(regex.toString());
        }

        private boolean hashed(String name) {
            try {
                String[] parts = hosts.split("\\|", -1);
                Base64.Decoder base64 = Base64.getDecoder();
                Mac hmac = Mac.getInstance("HmacSHA1");
                hmac.init(new SecretKeySpec(base64.decode(parts[2]), "HmacSHA1"));
                return MessageDigest.isEqual(
                        hmac.doFinal(name.getBytes(StandardCharsets.UTF_8)), base64.decode(parts[3]));
            } catch (GeneralSecurityException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                return false;
            }
        }
    }

    /// Reads files; one that is not there is empty.
    static KnownHosts read(List<Path> files) {
        List<Entry> entries = new ArrayList<>();
        for (Path file : files) {
            try {
                List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
                for (int i = 0; i < lines.size(); i++) {
                    parse(file, i + 1, lines.get(i)).ifPresent(entries::add);
                }
            } catch (NoSuchFileException e) {
                // nothing is known by it
            } catch (IOException e) {
                throw new KeelsonException("cannot read the known hosts in " + file + ": " + e, e);
            }
        }
        return new KnownHosts(entries);
    }

    private static Optional<Entry> parse(Path file, int number, String line) {
        List<String> words = new ArrayList<>(List.of(line.strip().split("\\s+")));
        boolean revoked = words.getFirst().equals(REVOKED);
        if (revoked) {
            words.removeFirst();
        }
        if (words.size() < 3
                || words.getFirst().startsWith("#")
                || words.getFirst().startsWith("@")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Entry(file + ":" + number, file, revoked, words.get(0), PublicBlob.ofBase64(words.get(2))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    List<Entry> about(String name) {
        return entries.stream().filter(entry -> entry.isAbout(name)).toList();
    }

    /// Keeps a key in a file, in one write so that other writers do no harm.
    static void add(Path file, String name, PublicBlob key) {
        String line = name + " " + key.type() + " " + key.base64() + "\n";
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new KeelsonException("cannot keep the key of " + name + " in " + file + ": " + e, e);
        }
    }
}
