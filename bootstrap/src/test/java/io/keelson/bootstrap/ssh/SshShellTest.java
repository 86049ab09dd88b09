package io.keelson.bootstrap.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.bootstrap.host.CommandResult;
import io.keelson.bootstrap.host.Invocation;
import io.keelson.bootstrap.inventory.Host;
import io.keelson.bootstrap.inventory.Inventory;
import io.keelson.bootstrap.inventory.Surroundings;
import io.keelson.release.KeelsonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against OpenSSH's server.
class SshShellTest {
    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private Sshd server;

    private final SshConnector connector = new SshConnector(Passphrases.NONE);
    private Path key = Path.of("");

    @BeforeEach
    void start() throws IOException, InterruptedException {
        key = Sshd.key(directory.resolve("id"), "ed25519", "");
        server = Sshd.start(directory.resolve("sshd")).admit(key);
        Files.writeString(directory.resolve("known_hosts"), server.known());
    }

    @AfterEach
    void stop() {
        connector.close();
        server.stop();
    }

    private Host host(String more, Map<String, String> environment) throws IOException {
        Path file = Files.writeString(directory.resolve("hosts.yaml"), """
                hosts:
                  web:
                    address: 127.0.0.1
                    port: %d
                    known_hosts: known_hosts
                    connect_timeout: 5s
                """.formatted(server.port()) + more);
        Surroundings surroundings = new Surroundings(directory, System.getProperty("user.name"), environment);
        return Inventory.load(Optional.of(file), Optional.empty(), surroundings)
                .select("web")
                .getFirst();
    }

    private Host host() throws IOException {
        return host("    identity_files: id\n", Map.of());
    }

    private CommandResult run(Host host, Invocation command) throws InterruptedException {
        try (SshShell shell = connector.open(host)) {
            return shell.run(command);
        }
    }

    private static CommandResult echo(SshShell shell) throws InterruptedException {
        return shell.run(Invocation.of("echo", "here"));
    }

    @Test
    void aProgramGetsItsWordsAndItsInput() throws Exception {
        CommandResult result = run(
                host(),
                Invocation.of(
                                "sh",
                                "-c",
                                "printf '%s|' \"$@\"; cat; echo oops >&2; exit 3",
                                "sh",
                                "a b",
                                "$(id)",
                                "",
                                "*")
                        .with("input\n"));
        assertThat(result).isEqualTo(CommandResult.ended(3, "a b|$(id)||*|input\n", "oops\n"));
    }

    /// sshd gives 2 MiB of credit, and its pipe takes some more: one of these ends in what is still unsent then.
    @Test
    void aProgramThatReadsSlowlyGetsTheEndOfItsInput() throws Exception {
        try (SshShell shell = connector.open(host())) {
            for (int size = 2 << 20; size < (2 << 20) + (160 << 10); size += 16 << 10) {
                CommandResult result = shell.run(
                        Invocation.of("sh", "-c", "sleep 0.2; wc -c"), new ByteArrayInputStream(new byte[size]));
                assertThat(result.stdout().strip()).isEqualTo(String.valueOf(size));
            }
        }
    }

    @Test
    void aSignalIsAStatus() throws Exception {
        assertThat(run(host(), Invocation.of("sh", "-c", "kill -KILL $$")).status())
                .isEqualTo(137);
    }

    @Test
    void outputIsBounded() throws Exception {
        CommandResult result = run(
                host(), Invocation.of("sh", "-c", "seq 100000; seq 5000 >&2").keeping(20));
        assertThat(result.truncated()).isTrue();
        assertThat(result.stdout()).isEqualTo("1\n2\n3\n4\n5\n6\n7\n8\n9\n10");
        assertThat(result.stderr()).isEqualTo("4997\n4998\n4999\n5000\n");
    }

    @Test
    void endlessOutputIsStopped() throws Exception {
        Host host = host();
        assertThatThrownBy(() -> run(host, Invocation.of("yes").keeping(100)))
                .isInstanceOf(KeelsonException.class)
                .hasMessage("web: 'yes' prints without end; stopped");
    }

    @Test
    void timeIsBounded() throws Exception {
        try (SshShell shell = connector.open(host())) {
            long start = System.nanoTime();
            CommandResult result = shell.run(Invocation.of("sleep", "60").within(Duration.ofMillis(300)));
            assertThat(result.timedOut()).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(echo(shell).stdout()).as("the connection still works").isEqualTo("here\n");
        }
    }

    @Test
    void filesGoBothWays() throws Exception {
        byte[] content = new byte[300_000];
        new Random(1).nextBytes(content);
        String path = directory.resolve("a file'$x").toString();
        try (SshShell shell = connector.open(host())) {
            assertThat(shell.read(path, 10)).isEmpty();
            shell.write(path, content, 0640);
            assertThat(shell.read(path, content.length)).get().isEqualTo(content);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(path))))
                    .isEqualTo("rw-r-----");
            assertThatThrownBy(() -> shell.read(path, 1000)).hasMessageContaining("is larger than 1000 bytes");
            assertThatThrownBy(() -> shell.write("/proc/none/x", content, 0600))
                    .hasMessageStartingWith("web: cannot write /proc/none/x: ");
        }
    }

    @Test
    void aLostConnectionIsSaid() throws Exception {
        try (SshShell shell = connector.open(host())) {
            Thread.ofVirtual().start(() -> {
                try {
                    Thread.sleep(300);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                server.stop();
            });
            assertThatThrownBy(() -> shell.run(Invocation.of("sleep", "20")))
                    .isInstanceOf(KeelsonException.class)
                    .hasMessageStartingWith("web: the connection was lost during 'sleep 20': ");
            assertThatThrownBy(() -> echo(shell))
                    .as("on what is gone already")
                    .isInstanceOf(KeelsonException.class)
                    .hasMessageStartingWith("web: the connection was lost during 'echo here': ");
        }
    }

    @Test
    void anInterruptEndsIt() throws Exception {
        try (SshShell shell = connector.open(host())) {
            Thread here = Thread.currentThread();
            Thread.ofVirtual().start(() -> {
                try {
                    Thread.sleep(300);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                here.interrupt();
            });
            assertThatThrownBy(() -> shell.run(Invocation.of("sleep", "20"))).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void anUnknownHostKeyIsRefusedWithItsFingerprint() throws Exception {
        Files.writeString(directory.resolve("known_hosts"), "other ssh-ed25519 AAAA\n");
        Host host = host();
        String fingerprint = Sshd.run(
                        "ssh-keygen",
                        "-lf",
                        directory.resolve("sshd/host_ed25519.pub").toString())
                .split(" ", -1)[1];
        assertThatThrownBy(() -> connector.open(host))
                .isInstanceOf(KeelsonException.class)
                .hasMessageContaining("web (" + host.destination()
                        + "): its host key is not known: it shows ssh-ed25519 " + fingerprint)
                .extracting(e -> String.valueOf(((KeelsonException) e).hint()))
                .asInstanceOf(InstanceOfAssertFactories.STRING)
                .contains("ssh-keyscan -p " + server.port() + " 127.0.0.1")
                .contains(directory.resolve("known_hosts").toString());
        assertThat(directory.resolve("known_hosts")).content().doesNotContain(Integer.toString(server.port()));
    }

    @Test
    void aChangedHostKeyIsRefusedWithBothFingerprints() throws Exception {
        Path other = Sshd.key(directory.resolve("other"), "ed25519", "");
        String[] words = Files.readString(Path.of(other + ".pub")).split(" ", -1);
        Files.writeString(
                directory.resolve("known_hosts"),
                "# comment\n[127.0.0.1]:" + server.port() + " " + words[0] + " " + words[1] + "\n");
        Host host = host("    identity_files: id\n    host_keys: accept-new\n", Map.of());
        assertThatThrownBy(() -> connector.open(host))
                .hasMessageMatching("(?s)web .*: its host key changed: .*known_hosts:2 has ssh-ed25519 SHA256:\\S+,"
                        + " the host shows ssh-ed25519 SHA256:\\S+")
                .extracting(e -> String.valueOf(((KeelsonException) e).hint()))
                .asInstanceOf(InstanceOfAssertFactories.STRING)
                .contains("ssh-keygen -R '[127.0.0.1]:" + server.port() + "' -f ");
    }

    @Test
    void aRevokedHostKeyIsRefused() throws Exception {
        Files.writeString(directory.resolve("known_hosts"), server.known() + "@revoked " + server.known());
        Host host = host();
        assertThatThrownBy(() -> connector.open(host)).hasMessageContaining("is revoked (");
    }

    @Test
    void hashedNamesAreFound() throws Exception {
        Sshd.run(
                "ssh-keygen", "-q", "-H", "-f", directory.resolve("known_hosts").toString());
        assertThat(directory.resolve("known_hosts")).content().startsWith("|1|");
        assertThat(run(host(), Invocation.of("true")).ok()).isTrue();
    }

    @Test
    void newKeysAreLearnedWhenAllowed() throws Exception {
        Files.delete(directory.resolve("known_hosts"));
        Host host = host("    identity_files: id\n    host_keys: accept-new\n", Map.of());
        assertThat(run(host, Invocation.of("true")).ok()).isTrue();
        assertThat(directory.resolve("known_hosts")).hasContent(server.known());
        assertThat(run(host(), Invocation.of("true")).ok()).isTrue();
    }

    @Test
    void aWrongKeyIsSaidWithWhatWasOffered() throws Exception {
        Path wrong = Sshd.key(directory.resolve("wrong"), "ed25519", "");
        Host host = host("    identity_files: [wrong, absent]\n", Map.of());
        assertThatThrownBy(() -> connector.open(host))
                .isInstanceOf(KeelsonException.class)
                .hasMessageContaining("web (" + host.destination() + ") takes none of our keys: " + wrong + "; "
                        + directory.resolve("absent") + " is not there");
    }

    @Test
    void encryptedKeysNeedTheirPassphrase() throws Exception {
        Path locked = Sshd.key(directory.resolve("locked"), "ed25519", "a pass phrase");
        server.admit(locked);
        Host host = host("    identity_files: locked\n", Map.of());
        assertThatThrownBy(() -> connector.open(host))
                .hasMessageContaining(locked + " is encrypted, and nobody gave the passphrase");
        try (SshConnector other = new SshConnector(_ -> Optional.of("wrong".toCharArray()))) {
            assertThatThrownBy(() -> other.open(host))
                    .hasMessageContaining(locked + " is encrypted with another passphrase");
        }
        try (SshConnector other = new SshConnector(_ -> Optional.of("a pass phrase".toCharArray()));
                SshShell shell = other.open(host)) {
            assertThat(echo(shell).ok()).isTrue();
        }
    }

    @Test
    void otherTypesOfKeysWork() throws Exception {
        for (String type : new String[] {"rsa", "ecdsa"}) {
            Path typed = Sshd.key(directory.resolve("id_" + type), type, "");
            server.admit(typed);
            assertThat(run(host("    identity_files: id_" + type + "\n", Map.of()), Invocation.of("true"))
                            .ok())
                    .isTrue();
        }
    }

    @Test
    void anAgentSigns() throws Exception {
        Path rsa = Sshd.key(directory.resolve("rsa"), "rsa", "");
        Path socket = directory.resolve("agent");
        Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("agent.log").toFile())
                .start();
        try {
            for (int i = 0; i < 100 && !Files.exists(socket); i++) {
                Thread.sleep(20);
            }
            Map<String, String> environment = Map.of("SSH_AUTH_SOCK", socket.toString());
            Host host = host("", environment);
            assertThatThrownBy(() -> connector.open(host))
                    .hasMessageContaining("takes none of our keys: there is none");
            for (Path held : new Path[] {rsa, key}) {
                ProcessBuilder add = new ProcessBuilder("ssh-add", "-q", held.toString());
                add.environment().putAll(environment);
                assertThat(add.start().waitFor()).isZero();
            }
            assertThat(run(host, Invocation.of("true")).ok()).isTrue();
            Host named = host("    identity_files: rsa\n    only_identities: true\n", environment);
            assertThatThrownBy(() -> connector.open(named))
                    .hasMessageContaining("takes none of our keys: the agent's ssh-rsa SHA256:");
            server.admit(rsa);
            Files.delete(rsa);
            assertThat(run(named, Invocation.of("true")).ok()).isTrue();
        } finally {
            agent.destroy();
        }
    }

    @Test
    void theWayLeadsThroughOtherHosts() throws Exception {
        try (Sshd gate = Sshd.start(directory.resolve("gate")).admit(key);
                Sshd second = Sshd.start(directory.resolve("second")).admit(key)) {
            Files.writeString(directory.resolve("known_hosts"), server.known() + gate.known() + second.known());
            String through = "{address: 127.0.0.1, known_hosts: known_hosts, identity_files: id, port: ";
            Host host = host(
                    "    identity_files: id\n    jump: [gate, second]\n"
                            + "  gate: " + through + gate.port() + "}\n"
                            + "  second: " + through + second.port() + "}\n",
                    Map.of());
            try (SshShell one = connector.open(host);
                    SshShell two = connector.open(host)) {
                assertThat(echo(one).stdout()).isEqualTo("here\n");
                assertThat(echo(two).stdout()).isEqualTo("here\n");
            }
            assertThat(gate.log().split("Accepted publickey", -1)).as("shared").hasSize(2);
            server.stop();
            assertThatThrownBy(() -> connector.open(host))
                    .hasMessageContaining("cannot connect to web")
                    .hasMessageContaining("second does not reach it: ");
            second.stop();
            assertThatThrownBy(() -> connector.open(host)).hasMessageContaining("gate does not reach it: ");
        }
    }

    @Test
    void hostsThatAreNotThereAreSaid() throws Exception {
        Host host = host();
        server.stop();
        assertThatThrownBy(() -> connector.open(host))
                .hasMessage("cannot connect to web (" + host.destination() + "): it refuses connections");
        assertThatThrownBy(
                        () -> connector.open(host("  x: {address: no.such.name.invalid, identity_files: id}\n", "x")))
                .hasMessageContaining("the name no.such.name.invalid is not known");
    }

    private Host host(String more, String name) throws IOException {
        Path file = Files.writeString(directory.resolve("hosts.yaml"), "hosts:\n" + more);
        return Inventory.load(Optional.of(file), Optional.empty(), new Surroundings(directory, "me", Map.of()))
                .select(name)
                .getFirst();
    }

    @Test
    void whatTalksSomethingElseIsSaid() throws Exception {
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            Thread.ofVirtual().start(() -> {
                try (var client = socket.accept()) {
                    client.getOutputStream().write("HTTP/1.0 \u001b[31m400\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    // the test is over
                }
            });
            Host host = host("  x: {address: 127.0.0.1, port: " + socket.getLocalPort() + "}\n", "x");
            assertThatThrownBy(() -> connector.open(host))
                    .hasMessageStartingWith("cannot connect to x (")
                    .extracting(e -> String.valueOf(e.getMessage()))
                    .asInstanceOf(InstanceOfAssertFactories.STRING)
                    .doesNotContain("\u001b");
        }
    }
}
