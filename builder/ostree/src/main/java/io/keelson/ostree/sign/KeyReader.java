package io.keelson.ostree.sign;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;

/// Finds public keys in files.
final class KeyReader {
    private static final String BEGIN = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
    private static final String END = "-----END PGP PUBLIC KEY BLOCK-----";
    private static final int KEYBOX_MAGIC_AT = 8;

    private KeyReader() {}

    /// The keys in binary content, or in all armoured blocks of a text; none of a text without one.
    static List<PGPPublicKeyRing> read(byte[] content) throws IOException {
        if (isKeybox(content)) {
            throw new IOException("this is a GnuPG keybox: export its keys with 'gpg --export'");
        }
        List<PGPPublicKeyRing> rings = new ArrayList<>();
        if (content.length > 0 && content[0] < 0) {
            collect(new ByteArrayInputStream(content), rings);
            return rings;
        }
        String text = new String(content, StandardCharsets.ISO_8859_1);
        for (int start = text.indexOf(BEGIN); start >= 0; start = text.indexOf(BEGIN, start + 1)) {
            int end = text.indexOf(END, start);
            if (end < 0) {
                throw new IOException("a key block has no end");
            }
            byte[] block = text.substring(start, end + END.length()).getBytes(StandardCharsets.ISO_8859_1);
            collect(new ArmoredInputStream(new ByteArrayInputStream(block)), rings);
        }
        return rings;
    }

    private static boolean isKeybox(byte[] content) {
        return content.length > KEYBOX_MAGIC_AT + 4
                && new String(content, KEYBOX_MAGIC_AT, 4, StandardCharsets.ISO_8859_1).equals("KBXf");
    }

    private static void collect(InputStream in, List<PGPPublicKeyRing> rings) throws IOException {
        PGPObjectFactory objects = new BcPGPObjectFactory(in);
        for (Object object = objects.nextObject(); object != null; object = objects.nextObject()) {
            if (object instanceof PGPPublicKeyRing ring && ring.getPublicKey().isMasterKey()) {
                rings.add(ring);
            }
        }
    }
}
