package io.keelson.ostree.sign;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;

/// A primary key with its names and subkeys, as its own signatures say today. Judged as GnuPG does: the
/// newest statement counts, and the end of the primary key is the end of its subkeys.
///
/// @param keys the primary key first
/// @param names the main one first
record Certificate(PGPPublicKeyRing ring, List<KeyState> keys, List<UserId> names) {
    static Certificate of(PGPPublicKeyRing ring) {
        PGPPublicKey primary = ring.getPublicKey();
        SelfSignatures said = new SelfSignatures(primary);
        boolean revoked = said.revoked();
        List<UserId> names = names(said, revoked);
        KeyState main = main(said, revoked);
        List<KeyState> keys = new ArrayList<>(List.of(main));
        for (PGPPublicKey key : ring) {
            if (!key.isMasterKey()) {
                keys.add(subkey(said, key, main));
            }
        }
        return new Certificate(ring, List.copyOf(keys), names);
    }

    KeyState primary() {
        return keys.getFirst();
    }

    /// The key that a signature names as its maker.
    Optional<KeyState> signer(PGPSignature signature) {
        return keys.stream()
                .filter(state -> signature.hasKeyIdentifier(state.key().getKeyIdentifier()))
                .findFirst();
    }

    /// Whether a user means this certificate: by the end of a fingerprint of any of its keys, or by part of
    /// a name.
    boolean means(String who) {
        String id = (who.startsWith("0x") ? who.substring(2) : who).toUpperCase(Locale.ROOT);
        boolean hex = id.matches("[0-9A-F]{8,40}!?");
        String end = id.endsWith("!") ? id.substring(0, id.length() - 1) : id;
        return (hex && keys.stream().anyMatch(key -> key.fingerprint().endsWith(end)))
                || (!hex
                        && names.stream()
                                .anyMatch(name ->
                                        name.text().toUpperCase(Locale.ROOT).contains(id)));
    }

    private static List<UserId> names(SelfSignatures said, boolean keyRevoked) {
        List<UserId> names = new ArrayList<>();
        for (Iterator<byte[]> ids = said.primary().getRawUserIDs(); ids.hasNext(); ) {
            byte[] raw = ids.next();
            Optional<PGPSignature> claim = said.aboutName(raw);
            boolean dropped = said.againstName(raw)
                    .filter(against ->
                            claim.isEmpty() || PgpSignatures.made(against) >= PgpSignatures.made(claim.get()))
                    .isPresent();
            boolean main =
                    claim.isPresent() && claim.get().getHashedSubPackets().isPrimaryUserID();
            names.add(new UserId(
                    new String(raw, StandardCharsets.UTF_8), keyRevoked || dropped, claim.isPresent(), main));
        }
        names.sort(Comparator.comparing(name -> !name.main()));
        return List.copyOf(names);
    }

    /// A statement about the key as a whole goes before those that come with names.
    private static KeyState main(SelfSignatures said, boolean revoked) {
        List<PGPSignature> claims = new ArrayList<>();
        for (Iterator<byte[]> ids = said.primary().getRawUserIDs(); ids.hasNext(); ) {
            said.aboutName(ids.next()).ifPresent(claims::add);
        }
        Optional<PGPSignature> newest = claims.stream().max(Comparator.comparing(PGPSignature::getCreationTime));
        Optional<PGPSignature> about = said.aboutKey().or(() -> newest);
        long end = end(said.primary(), about);
        return new KeyState(said.primary(), end, revoked, about.isPresent(), signs(said.aboutKey(), newest));
    }

    private static boolean signs(Optional<PGPSignature> aboutKey, Optional<PGPSignature> named) {
        return aboutKey.filter(Certificate::saysUse)
                .or(() -> named)
                .filter(Certificate::signs)
                .isPresent();
    }

    private static KeyState subkey(SelfSignatures said, PGPPublicKey key, KeyState main) {
        Optional<PGPSignature> binding = said.aboutSubkey(key);
        boolean signs = binding.filter(Certificate::signs)
                .filter(about -> said.agreed(key, about))
                .isPresent();
        return new KeyState(
                key,
                end(key, binding),
                main.revoked() || said.revoked(key),
                binding.isPresent() && main.bound(),
                signs);
    }

    private static long end(PGPPublicKey key, Optional<PGPSignature> about) {
        long seconds = about.filter(PGPSignature::hasSubpackets)
                .map(statement -> statement.getHashedSubPackets().getKeyExpirationTime())
                .orElse(0L);
        return seconds == 0 ? 0 : key.getCreationTime().toInstant().getEpochSecond() + seconds;
    }

    private static boolean saysUse(PGPSignature statement) {
        return statement.hasSubpackets()
                && statement.getHashedSubPackets().hasSubpacket(SignatureSubpacketTags.KEY_FLAGS);
    }

    /// A statement that says nothing about use allows all.
    private static boolean signs(PGPSignature statement) {
        return !saysUse(statement) || (statement.getHashedSubPackets().getKeyFlags() & KeyFlags.SIGN_DATA) != 0;
    }
}
