package io.keelson.bootstrap.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.bootstrap.host.CommandResult;
import io.keelson.bootstrap.host.Invocation;
import io.keelson.release.KeelsonException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalShellTest {
    private final LocalShell shell = new LocalShell();

    @TempDir
    private Path directory;

    private CommandResult sh(String script) throws InterruptedException {
        return shell.run(Invocation.of("sh", "-c", script));
    }

    @Test
    void wordsReachTheProgramAsTheyAre() throws Exception {
        assertThat(shell.run(Invocation.of("printf", "%s|", "a b", "$HOME", "*"))
                        .stdout())
                .isEqualTo("a b|$HOME|*|");
    }

    @Test
    void statusBothOutputsAndInput() throws Exception {
        CommandResult result =
                shell.run(Invocation.of("sh", "-c", "cat; echo bad >&2; exit 3").with("text"));
        assertThat(result).isEqualTo(CommandResult.ended(3, "text", "bad\n"));
    }

    @Test
    void aProgramThatHangsIsKilledWithAllThatItStarted() throws Exception {
        Path marker = directory.resolve("marker");
        CommandResult result = shell.run(Invocation.of("sh", "-c", "(sleep 2; touch " + marker + ") & wait")
                .within(Duration.ofMillis(200)));
        assertThat(result.timedOut()).isTrue();
        assertThat(result.ok()).isFalse();
        Thread.sleep(2500);
        assertThat(marker).doesNotExist();
    }

    @Test
    void aDaemonThatKeepsTheOutputOpenIsNotWaitedFor() throws Exception {
        long start = System.nanoTime();
        assertThat(sh("sleep 30 & echo started").stdout()).isEqualTo("started\n");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void muchOutputIsCutAtTheBeginningOrTheEnd() throws Exception {
        CommandResult result = shell.run(
                Invocation.of("sh", "-c", "seq 100000; seq 100000 >&2").keeping(20));
        assertThat(result.stdout()).isEqualTo("1\n2\n3\n4\n5\n6\n7\n8\n9\n10");
        assertThat(result.stderr()).isEqualTo("\n99998\n99999\n100000\n");
        assertThat(result.truncated()).isTrue();
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> shell.run(Invocation.of("no-such-program")))
                .isInstanceOf(KeelsonException.class)
                .hasMessageStartingWith("cannot start no-such-program");
    }

    @Test
    void aFileIsWrittenWholeWithItsModeAndNothingIsLeft() throws Exception {
        Path file = directory.resolve("file");
        shell.write(file.toString(), "old".getBytes(StandardCharsets.UTF_8), 0600);
        shell.write(file.toString(), "new".getBytes(StandardCharsets.UTF_8), 0640);
        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        try (Stream<Path> all = Files.list(directory)) {
            assertThat(all).containsExactly(file);
        }
        assertThatThrownBy(() -> shell.write(directory + "/none/file", new byte[0], 0644))
                .isInstanceOf(KeelsonException.class);
    }

    @Test
    void aFileIsReadUpToALimit() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "12345");
        assertThat(shell.read(file.toString(), 5)).hasValue("12345".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> shell.read(file.toString(), 4)).hasMessageContaining("more than 4 bytes");
        assertThat(shell.read(directory + "/none", 5)).isEmpty();
    }

    @Test
    void theLockIsFlocksAndNamesItsOwner() throws Exception {
        Path lock = directory.resolve("run/lock");
        try (HostLock _ = HostLock.take(lock, "keelson-host upgrade")) {
            assertThat(sh("flock --nonblock " + lock + " true").status()).isEqualTo(1);
            assertThatThrownBy(() -> HostLock.take(lock, "keelson-host rollback"))
                    .hasMessage("this host is being changed by process "
                            + ProcessHandle.current().pid() + ": keelson-host upgrade");
        }
        assertThat(sh("flock --nonblock " + lock + " true").ok()).isTrue();
    }
}
