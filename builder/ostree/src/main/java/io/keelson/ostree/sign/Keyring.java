package io.keelson.ostree.sign;

import io.keelson.release.KeelsonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.util.encoders.Hex;

/// OpenPGP keys that are trusted. Immutable.
public final class Keyring {
    /// No keys.
    public static final Keyring EMPTY = new Keyring(Map.of());

    private final Map<String, PGPPublicKeyRing> rings;

    private Keyring(Map<String, PGPPublicKeyRing> rings) {
        this.rings = rings;
    }

    /// Reads keys, binary or armoured, or several of each one after the other.
    ///
    /// @param name what messages call it
    /// @throws KeelsonException when it is malformed
    public static Keyring read(String name, byte[] content) {
        try {
            return of(KeyReader.read(content));
        } catch (IOException | RuntimeException e) {
            throw new KeelsonException("GPG: " + name + ": " + e.getMessage(), e);
        }
    }

    /// Reads a file of keys.
    public static Keyring read(Path file) throws IOException {
        return read(file.toString(), Files.readAllBytes(file));
    }

    /// Reads the keyrings in a directory, such as a home directory of GnuPG: files that end with `.gpg`
    /// but for secret keys and trust.
    public static Keyring directory(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(directory)) {
            files = entries.filter(Keyring::isKeyring).sorted().toList();
        }
        Keyring all = EMPTY;
        for (Path file : files) {
            all = all.plus(read(file));
        }
        return all;
    }

    private static boolean isKeyring(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".gpg")
                && !name.equals("trustdb.gpg")
                && !name.equals("secring.gpg")
                && Files.isRegularFile(file);
    }

    private static Keyring of(List<PGPPublicKeyRing> list) {
        Map<String, PGPPublicKeyRing> rings = new LinkedHashMap<>();
        list.forEach(ring -> add(rings, ring));
        return new Keyring(rings);
    }

    /// The keys of both; of a key that is in both, all that either knows.
    public Keyring plus(Keyring other) {
        Map<String, PGPPublicKeyRing> both = new LinkedHashMap<>(rings);
        other.rings.values().forEach(ring -> add(both, ring));
        return new Keyring(both);
    }

    private static void add(Map<String, PGPPublicKeyRing> rings, PGPPublicKeyRing ring) {
        rings.merge(Hex.toHexString(ring.getPublicKey().getFingerprint()), ring, Keyring::join);
    }

    private static PGPPublicKeyRing join(PGPPublicKeyRing one, PGPPublicKeyRing two) {
        try {
            return PGPPublicKeyRing.join(one, two);
        } catch (PGPException | RuntimeException e) {
            throw new KeelsonException("GPG: two versions of a key do not fit together: " + e.getMessage(), e);
        }
    }

    /// How many keys there are, subkeys not counted.
    public int size() {
        return rings.size();
    }

    /// How many keys `other` has that this one lacks.
    int missing(Keyring other) {
        return (int) other.rings.keySet().stream()
                .filter(key -> !rings.containsKey(key))
                .count();
    }

    /// The keys, judged.
    List<Certificate> certificates() {
        return rings.values().stream().map(Certificate::of).toList();
    }

    /// The keys that a user means.
    ///
    /// @throws KeelsonException when one of them is not here
    Keyring only(List<String> ids) {
        List<Certificate> all = certificates();
        List<PGPPublicKeyRing> chosen = new ArrayList<>();
        for (String id : ids) {
            Certificate found = all.stream()
                    .filter(certificate -> certificate.means(id))
                    .findFirst()
                    .orElseThrow(() -> new KeelsonException("GPG: Unable to find key \"" + id + "\""));
            chosen.add(found.ring());
        }
        return of(chosen);
    }

    /// The keys that say themselves that they are keys; GnuPG refuses others too.
    Keyring bound() {
        return of(certificates().stream()
                .filter(certificate -> certificate.primary().bound())
                .map(Certificate::ring)
                .toList());
    }

    /// The form in which a keyring is stored: public keys one after the other.
    byte[] encode() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (PGPPublicKeyRing ring : rings.values()) {
            ring.encode(out);
        }
        return out.toByteArray();
    }
}
