package io.keelson.bootstrap.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.bootstrap.host.Invocation;
import io.keelson.release.KeelsonException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With the real ostree and GPG.
class RemoteSourceTest {
    private static final String URL = "https://images.example/repo";

    @TempDir
    private Path root;

    private final LocalRemote host = new LocalRemote();

    @BeforeEach
    void repository() throws Exception {
        run("mkdir", "-p", root + "/ostree", root + "/home");
        run("chmod", "700", root + "/home");
        run("ostree", "init", "--repo=" + root + "/ostree/repo", "--mode=bare-user");
    }

    private String run(String... words) throws InterruptedException {
        return host.run(Invocation.of(words)).orFail(words[0]).stdout();
    }

    private byte[] key(String name) throws Exception {
        String home = "--homedir=" + root + "/home";
        run("gpg", home, "--batch", "--quiet", "--passphrase", "", "--quick-gen-key", name, "ed25519", "sign", "never");
        run("gpg", home, "--export", "--output", root + "/" + name, name);
        return Files.readAllBytes(root.resolve(name));
    }

    private List<String> add(byte[] key) throws InterruptedException {
        List<String> done = new ArrayList<>();
        new RemoteSource("images", URL, key).add(host, root.toString(), done);
        assertThat(root.resolve("var/lib/keelson/.remote-key")).doesNotExist();
        return done;
    }

    private String configuration() throws Exception {
        return Files.readString(root.resolve("ostree/repo/config"));
    }

    @Test
    void aRemoteComesWithItsKey() throws Exception {
        byte[] key = key("one");
        assertThat(add(key)).containsExactly("remote images");
        assertThat(configuration()).contains(URL).doesNotContain("gpg-verify=false");
        assertThat(root.resolve("ostree/repo/images.trustedkeys.gpg")).isNotEmptyFile();
        assertThat(add(key)).as("again").isEmpty();
    }

    @Test
    void aRemoteThatIsThereGetsTheKeyAndAsksForSignatures() throws Exception {
        assertThat(add(new byte[0])).containsExactly("remote images");
        assertThat(configuration()).contains("gpg-verify=false");
        assertThat(add(key("one"))).containsExactly("key of the remote images");
        assertThat(configuration()).contains("gpg-verify=true").doesNotContain("gpg-verify=false");
        assertThat(add(key("two"))).as("one more").containsExactly("key of the remote images");
        assertThat(add(new byte[0])).as("without one").isEmpty();
    }

    @Test
    void whatIsNoKeyIsTold() {
        assertThatThrownBy(() -> add(new byte[] {1, 2, 3}))
                .isInstanceOf(KeelsonException.class)
                .hasMessageContaining("here: cannot add the remote images");
        assertThat(root.resolve("var/lib/keelson/.remote-key")).doesNotExist();
    }
}
