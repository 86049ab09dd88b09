package io.keelson.ostree.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedKeysTest {
    private static final TrustedKeys NONE = TrustedKeys.none(Ed25519.ENGINE);

    @TempDir
    Path dir;

    @Test
    void directoriesGiveTrustedAndRevokedKeys() throws Exception {
        write("etc/trusted.ed25519", key(1));
        write("etc/trusted.ed25519.d/more", "# a comment", key(2), "", key(3));
        write("share/trusted.ed25519.d/broken", "nothing");
        write("share/revoked.ed25519.d/gone", key(2));
        TrustedKeys keys = NONE.withDirectories(List.of(dir.resolve("etc"), dir.resolve("share")));
        assertThat(keys.usable()).containsExactlyInAnyOrder(hex(1), hex(3));
        assertThat(keys.trusts(hex(2))).isFalse();
    }

    @Test
    void aRevokedListThatCannotBeReadStopsEverything() throws Exception {
        write("trusted.ed25519", key(1));
        write("revoked.ed25519", "cut off");
        assertThatThrownBy(() -> NONE.withDirectories(List.of(dir)))
                .hasMessageContaining("revoked.ed25519")
                .hasMessageContaining("Incorrect ed25519 public key");
    }

    @Test
    void noKeyIsAFailure() throws Exception {
        Path empty = write("empty", "", "nothing");
        assertThatThrownBy(() -> NONE.withFile(empty)).hasMessageContaining("no valid keys in file '" + empty);
        assertThatThrownBy(() -> NONE.withFile(dir)).hasMessageContaining("is not a regular file");
        assertThatThrownBy(() -> NONE.withDirectories(List.of(dir.resolve("nowhere"))))
                .hasMessage("signature: ed25519: no keys loaded");
    }

    private Path write(String name, String... lines) throws Exception {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, List.of(lines));
    }

    private static String key(int first) {
        byte[] key = new byte[32];
        key[0] = (byte) first;
        return Base64.getEncoder().encodeToString(key);
    }

    private static String hex(int first) {
        return Ed25519.ENGINE.publicKey(key(first));
    }
}
