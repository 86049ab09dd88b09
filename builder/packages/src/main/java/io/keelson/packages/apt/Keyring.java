package io.keelson.packages.apt;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPComponentKey;
import org.bouncycastle.openpgp.bc.BcPGPPublicKeyRingCollection;

/// Public keys and where they came from.
///
/// @param name what messages call it: the files, or the place of an embedded block
/// @param fingerprints the keys of it that count; all of them when empty
record Keyring(String name, List<OpenPGPCertificate> certificates, List<String> fingerprints) {
    private static final Pattern ARMOUR = Pattern.compile(
            "-----BEGIN PGP PUBLIC KEY BLOCK-----.*?-----END PGP PUBLIC KEY BLOCK-----", Pattern.DOTALL);
    private static final int KEYBOX_MAGIC_AT = 8;

    /// The key that made a signature; nothing when it is not here or does not count.
    Optional<OpenPGPComponentKey> signer(PGPSignature signature) {
        return certificates.stream()
                .map(certificate -> Optional.ofNullable(certificate.getSigningKeyFor(signature)))
                .flatMap(Optional::stream)
                .filter(this::counts)
                .findFirst();
    }

    /// A fingerprint stands for its key and, unless it ends with `!`, for the subkeys of a primary key.
    private boolean counts(OpenPGPComponentKey key) {
        return fingerprints.isEmpty()
                || fingerprints.contains(fingerprint(key))
                || fingerprints.contains(fingerprint(key) + "!")
                || fingerprints.contains(fingerprint(key.getCertificate().getPrimaryKey()));
    }

    static String fingerprint(OpenPGPComponentKey key) {
        return HexFormat.of().withUpperCase().formatHex(key.getPGPPublicKey().getFingerprint());
    }

    /// Reads a keyring file, binary or armoured.
    static List<OpenPGPCertificate> read(Path file) throws IOException {
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new IOException("the keyring " + file + " does not exist", e);
        } catch (IOException e) {
            throw new IOException("the keyring " + file + " cannot be read: " + e.getMessage(), e);
        }
        return read(file.toString(), content);
    }

    /// Reads keys, binary or armoured.
    static List<OpenPGPCertificate> read(String name, byte[] content) throws IOException {
        if (content.length > KEYBOX_MAGIC_AT + 4
                && new String(content, KEYBOX_MAGIC_AT, 4, StandardCharsets.ISO_8859_1).equals("KBXf")) {
            throw new IOException("the keyring " + name + " is a GnuPG keybox: export it with gpg --export");
        }
        try {
            boolean binary = content.length > 0 && content[0] < 0;
            return binary ? collection(new ByteArrayInputStream(content)) : armoured(content);
        } catch (IOException | PGPException | RuntimeException e) {
            throw new IOException("the keyring " + name + " is malformed: " + e.getMessage(), e);
        }
    }

    private static List<OpenPGPCertificate> armoured(byte[] content) throws IOException, PGPException {
        List<OpenPGPCertificate> certificates = new ArrayList<>();
        Matcher blocks = ARMOUR.matcher(new String(content, StandardCharsets.ISO_8859_1));
        while (blocks.find()) {
            byte[] block = blocks.group().getBytes(StandardCharsets.ISO_8859_1);
            certificates.addAll(collection(new ArmoredInputStream(new ByteArrayInputStream(block))));
        }
        if (certificates.isEmpty()) {
            throw new IOException("there is no public key in it");
        }
        return certificates;
    }

    private static List<OpenPGPCertificate> collection(InputStream in) throws IOException, PGPException {
        List<OpenPGPCertificate> certificates = new ArrayList<>();
        Iterator<PGPPublicKeyRing> rings = new BcPGPPublicKeyRingCollection(in).getKeyRings();
        while (rings.hasNext()) {
            certificates.add(new OpenPGPCertificate(rings.next()));
        }
        return certificates;
    }
}
