package io.keelson.bootstrap.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshConfigTest {
    @TempDir
    Path home;

    private Inventory load(String text) throws IOException {
        Path ssh = Files.createDirectories(home.resolve(".ssh"));
        Path config = Files.writeString(ssh.resolve("config"), text);
        Surroundings surroundings = new Surroundings(home, "me", Map.of("KEYS", "/keys"));
        return Inventory.load(Optional.empty(), Optional.of(config), surroundings);
    }

    @Test
    void theFirstValueCountsAndIdentitiesAdd() throws IOException {
        Host host = load("""
                        # comment
                        Host web !web9
                            HostName=%h.example.net
                            Port "2022"
                            IdentityFile ~/a
                            UserKnownHostsFile ~/known /etc/more
                            StrictHostKeyChecking accept-new
                            IdentitiesOnly yes
                            HostKeyAlias canonical
                            ConnectTimeout 7
                        Host w*
                            Port 1
                                                    User second
                            IdentityFile ${KEYS}/%r
                            IdentityAgent none
                        """).select("web").getFirst();
        assertThat(host.destination()).isEqualTo("second@web.example.net:2022");
        assertThat(host.identities()).containsExactly(home.resolve("a"), Path.of("/keys/second"));
        assertThat(host.knownHosts()).containsExactly(home.resolve("known"), Path.of("/etc/more"));
        assertThat(host.learn()).isTrue();
        assertThat(host.onlyIdentities()).isTrue();
        assertThat(host.keyName()).contains("canonical");
        assertThat(host.agent()).isEmpty();
        assertThat(host.connectTimeout()).hasSeconds(7);
    }

    @Test
    void jumpsLeadThroughJumps() throws IOException {
        Inventory inventory = load("""
                Host inner
                  ProxyJump outer,you@second:2020
                Host outer
                  ProxyJump first
                  User o
                Host second
                  ProxyJump never
                  HostName 10.1.1.1
                """);
        assertThat(inventory.select("inner").getFirst().jumps())
                .extracting(Host::destination)
                .containsExactly("me@first:22", "o@outer:22", "you@10.1.1.1:2020");
    }

    @Test
    void includesHoldUnderTheirHost() throws IOException {
        Files.createDirectories(home.resolve(".ssh/conf.d"));
        Files.writeString(home.resolve(".ssh/conf.d/1.conf"), "User inc\nHost b\n  Port 77\n");
        Inventory inventory = load("Host a b\n  Include conf.d/*.conf absent\nHost a b c\n  User own\n");
        assertThat(inventory.select("*"))
                .extracting(Host::destination)
                .containsExactlyInAnyOrder("inc@a:22", "inc@b:77", "own@c:22");
    }

    @Test
    void whatIsLeftOutIsSaid() throws IOException {
        Inventory inventory = load("""
                Host a
                  ProxyCommand nc %h %p
                  StrictHostKeyChecking no
                Match exec "rm -rf /"
                  User evil
                Match all
                  User good
                """);
        assertThat(inventory.select("a").getFirst().user()).isEqualTo("good");
        assertThat(inventory.select("a").getFirst().learn()).isFalse();
        assertThat(inventory.notes())
                .extracting(note -> note.substring(note.lastIndexOf(".ssh/")))
                .containsExactly(
                        ".ssh/config:2: 'ProxyCommand' is not run; say 'ProxyJump'",
                        ".ssh/config:3: 'StrictHostKeyChecking no' is taken as 'yes': host keys are checked",
                        ".ssh/config:4: 'Match' is not looked at, nor what follows up to the next 'Host'");
    }

    @Test
    void mistakesHaveTheirPlaces() {
        assertThatThrownBy(() -> load("Host a\n  Port x\n  Nonsense\nInclude config\n"))
                .hasMessageContaining("config:2: 'port' is a number from 1 to 65535, not 'x'")
                .hasMessageContaining("config:3: not 'Keyword value'")
                .hasMessageContaining("config:4: more than 16 files that include each other");
    }
}
