package io.keelson.bootstrap.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.bootstrap.host.CommandResult;
import io.keelson.bootstrap.host.Invocation;
import io.keelson.bootstrap.host.RemoteShell;
import io.keelson.release.KeelsonException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The scripts run in this machine's own shell, below a directory that stands for a host's root.
class InstallerTest {
    private static final String STATUS =
            "{\"version\":1,\"booted\":{\"id\":\"debian/a.0\",\"commit\":\"a\",\"version\":\"1\"}}";

    @TempDir
    Path directory;

    private Path host = Path.of("");

    @BeforeEach
    void host() {
        host = directory.resolve("host");
    }

    private Bundle bundle(String version, String status) throws IOException {
        Path made = directory.resolve("bundle-" + version + "-" + Integer.toHexString(status.hashCode()));
        Files.createDirectories(made.resolve("bin"));
        Files.createDirectories(made.resolve("java/" + "d".repeat(90) + "/" + "e".repeat(60)));
        Files.writeString(made.resolve("java/" + "d".repeat(90) + "/" + "e".repeat(60) + "/deep"), "deep");
        Files.createSymbolicLink(made.resolve("java/link"), Path.of("../version"));
        Files.writeString(made.resolve("version"), version + "\n");
        Path program = Files.writeString(made.resolve("bin/keelson-host"), "#!/bin/sh\necho '" + status + "'\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return Bundle.of("host", made);
    }

    private List<String> install(RemoteShell shell, Bundle... bundles) throws InterruptedException {
        return new Installer(new Installer.Wanted(List.of(bundles), List.of(), List.of()), host.toString())
                .install(shell);
    }

    private Path bundles() {
        return host.resolve("var/lib/keelson/bundles/host");
    }

    private String version() throws IOException {
        return Files.readString(bundles().resolve("current/version")).strip();
    }

    @Test
    void aBundleArrivesWholeAndTheOneBeforeStays() throws Exception {
        Bundle one = bundle("1", STATUS);
        assertThat(install(new LocalRemote(), one)).containsExactly("bundle host 1");
        assertThat(install(new LocalRemote(), one)).as("again").isEmpty();
        assertThat(install(new LocalRemote(), bundle("2", STATUS))).containsExactly("bundle host 2, before it 1");
        assertThat(version()).isEqualTo("2");
        assertThat(bundles().resolve("previous/version")).hasContent("1");
        assertThat(bundles().resolve("current/java/link")).isSymbolicLink().hasContent("2");
        assertThat(bundles().resolve("current/java/" + "d".repeat(90) + "/" + "e".repeat(60) + "/deep"))
                .hasContent("deep");
        Path linked = host.resolve("usr/local/bin/keelson-host");
        assertThat(linked).isSymbolicLink();
        assertThat(Files.isExecutable(linked)).isTrue();
        install(new LocalRemote(), bundle("3", STATUS));
        assertThat(bundles().resolve("1")).as("two are enough").doesNotExist();
        assertThat(bundles().resolve("2")).exists();
    }

    @Test
    void oneThatDoesNotRunNeverBecomesCurrent() throws Exception {
        install(new LocalRemote(), bundle("1", STATUS));
        Bundle broken = bundle("2", "");
        assertThatThrownBy(() -> install(new LocalRemote(), broken)).isInstanceOf(KeelsonException.class);
        assertThat(version()).isEqualTo("1");
        Bundle plain = bundle("3", "{\"version\":1,\"booted\":null}");
        assertThatThrownBy(() -> install(new LocalRemote(), plain)).hasMessage("here runs no deployment of OSTree");
        assertThat(version()).isEqualTo("1");
    }

    @Test
    void aVersionWithOtherContentIsRefused() throws Exception {
        install(new LocalRemote(), bundle("1", STATUS));
        Bundle other = bundle("1", STATUS + " ");
        assertThatThrownBy(() -> install(new LocalRemote(), other))
                .hasMessage("here: the bundle host 1 is there already, with other content");
    }

    @Test
    void aCutTransferLeavesNothing() throws Exception {
        install(new LocalRemote(), bundle("1", STATUS));
        Bundle two = bundle("2", STATUS);
        LocalRemote cutting = new LocalRemote() {
            @Override
            public CommandResult run(Invocation command, InputStream input) throws InterruptedException {
                return super.run(command, new Cut(input, 2000));
            }
        };
        assertThatThrownBy(() -> install(cutting, two))
                .hasMessageContaining(
                        "here: cannot put the bundle host onto it: error: the bundle arrived damaged or cut");
        assertThat(version()).isEqualTo("1");
        try (var files = Files.list(bundles())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("1", "current", ".lock");
        }
    }

    @Test
    void aDirectoryThatIsNoBundleIsRefused() {
        assertThatThrownBy(() -> Bundle.of("host", directory)).hasMessageContaining("is not the bundle 'host'");
        assertThatThrownBy(() -> Bundle.of("../x", directory)).hasMessageContaining("is no name of a bundle");
    }

    /// Ends early, as a lost connection does.
    private static final class Cut extends FilterInputStream {
        private int left;

        Cut(InputStream in, int left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = left == 0 ? -1 : super.read(bytes, offset, Math.min(length, left));
            left -= Math.max(0, n);
            return n;
        }
    }
}
