package io.keelson.compose.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.compose.image.BootEvent.KernelStarted;
import io.keelson.compose.image.BootEvent.Trouble;
import io.keelson.compose.image.BootEvent.TroubleKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The files are parts of consoles that were recorded from real boots of Debian 12.
class ConsoleReaderTest {
    @ParameterizedTest
    @CsvSource({
        "panic.txt, PANIC, Kernel panic - not syncing: VFS: Unable to mount root fs",
        "no-root.txt, EMERGENCY, Reached target emergency.target",
        "no-mount.txt, EMERGENCY, Reached target emergency.target"
    })
    void findsTheTrouble(String file, TroubleKind kind, String text) throws IOException {
        assertThat(events(file).stream().filter(Trouble.class::isInstance).findFirst())
                .hasValueSatisfying(event -> {
                    Trouble trouble = (Trouble) event;
                    assertThat(trouble.kind()).isEqualTo(kind);
                    assertThat(trouble.line()).contains(text);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dracut: FATAL: No or empty root= argument | INITRAMFS",
                "[    9.100000] dracut-initqueue[312]: dracut: Refusing to continue | INITRAMFS",
                "You are in rescue mode. After logging in, type \"journalctl -xb\" | EMERGENCY",
                "Entering emergency mode. Exit the shell to continue. | EMERGENCY",
                "[   12.000000] systemd[1]: Freezing execution. | INIT_FROZEN",
                "[!!!!!!] Failed to mount API filesystems, freezing. | INIT_FROZEN",
                "[   12.000000] systemd[1]: No /sbin/init, trying fallback | NO_INIT"
            })
    void knowsTheOtherWaysToEnd(String line, TroubleKind kind) {
        assertThat(ConsoleReader.read(line)).isEqualTo(Optional.of(new Trouble(kind, line)));
    }

    @Test
    void aHealthyBootHasOnlyKernelLines() throws IOException {
        assertThat(events("healthy.txt")).isNotEmpty().containsOnly(new KernelStarted());
    }

    @Test
    void takesControlSequencesOut() {
        assertThat(ConsoleReader.plain(
                        "[\u001b[0;32m  OK  \u001b[0m] Reached target \u001b[0;1;39mbasic.target\u001b[0m.\r"))
                .isEqualTo("[  OK  ] Reached target basic.target.");
    }

    @Test
    void whatTheStatusLinesSayTooIsNotShownTwice() {
        assertThat(ConsoleReader.toldTwice("[   16.1] systemd[1]: Reached target emergency.target - Emergency Mode."))
                .isTrue();
        assertThat(ConsoleReader.toldTwice("[   16.1] systemd[1]: x.mount: Job x.mount/start failed with result"))
                .isFalse();
    }

    private static List<BootEvent> events(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(ConsoleReaderTest.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(ConsoleReader::plain)
                    .flatMap(line -> ConsoleReader.read(line).stream())
                    .toList();
        }
    }
}
