package io.keelson.ostree.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PacketsTest {
    @TempDir
    Path dir;

    @Test
    void signaturesOneAfterTheOtherAreFoundUntilSomethingElseComes() throws Exception {
        byte[] one = signature();
        byte[] three = Arrays.copyOf(one, 2 * one.length + 3);
        System.arraycopy(one, 0, three, one.length, one.length);
        assertThat(Packets.signatures(three)).hasSize(2).allMatch(packet -> Arrays.equals(packet, one));
        assertThat(Packets.signatures(Arrays.copyOf(one, one.length - 1))).isEmpty();
        assertThat(Packets.signatures(new byte[0])).isEmpty();
    }

    @Test
    void nothingThatAStrangerSendsIsMoreThanNoSignature() throws Exception {
        byte[] good = signature();
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = Arrays.copyOf(good, 1 + random.nextInt(good.length));
            for (int changes = random.nextInt(6); changes >= 0; changes--) {
                bad[random.nextInt(Math.min(bad.length, 40))] = (byte) random.nextInt();
            }
            OpenPgpVerifier verifier = new OpenPgpVerifier(Keyring.EMPTY, Instant.EPOCH);
            List<SignatureReport> reports = verifier.check(new byte[] {1}, bad);
            assertThat(reports).allMatch(report -> !report.text("").isEmpty());
        }
    }

    private byte[] signature() throws Exception {
        try (GnuPg gnupg = GnuPg.create()) {
            gnupg.key("Ann", "", "never");
            Path data = Files.writeString(dir.resolve("data"), "data");
            Path out = dir.resolve("out");
            gnupg.gpg("--yes", "--output", out, "--detach-sign", data);
            return Files.readAllBytes(out);
        }
    }
}
