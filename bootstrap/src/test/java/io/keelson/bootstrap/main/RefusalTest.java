package io.keelson.bootstrap.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What must not be deployed, and what may go wrong on the way: one message each, nothing staged.
class RefusalTest {
    private static final String OTHER_KEY = "--gpg-sign=other@example.org";
    private static final String GOOD_KEY = "--gpg-sign=good@example.org";

    @TempDir
    private Path directory;

    private HostScene scene;

    @BeforeEach
    void make() throws Exception {
        scene = HostScene.make(directory);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private void refuses(String... pieces) throws IOException, InterruptedException {
        String before = deployed();
        HostScene.Ended ended = scene.host("upgrade");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains(pieces).contains("\nhint: ").doesNotContain("\tat ");
        assertThat(ended.err().lines().filter(line -> line.startsWith("error: ")))
                .hasSize(1);
        assertThat(deployed()).isEqualTo(before);
        assertThat(scene.status().path("staged").isNull()).isTrue();
        assertThat(scene.status().path("request").isNull()).isTrue();
    }

    private String deployed() throws IOException, InterruptedException {
        return scene.shell(
                        "ls -d /ostree/deploy/test/deploy/* /boot/ostree/* /boot/loader/entries/*; ls -l /boot/loader")
                .orFail()
                .out();
    }

    @Tag("slow")
    @Test
    void aCommitWithoutSignature() throws Exception {
        scene.publish(2, "2026-01-02 10:00:00");
        refuses("the commit is not signed", "os/test", "the remote 'keelson'");
    }

    @Test
    void aCommitSignedByAnother() throws Exception {
        scene.publish(2, "2026-01-02 10:00:00", OTHER_KEY);
        refuses("signed by a key that this host does not trust", "gpg-import");
    }

    @Tag("slow")
    @Test
    void aSignatureOfAnotherCommit() throws Exception {
        String signed = scene.publish(2);
        String forged = scene.publish(3, "2026-01-03 10:00:00");
        Files.copy(meta(signed), meta(forged));
        refuses("the signature does not fit the commit");
    }

    private Path meta(String commit) {
        return scene.at("remote/objects/" + commit.substring(0, 2) + "/" + commit.substring(2) + ".commitmeta");
    }

    @Tag("slow")
    @Test
    void aRemoteThatVerifiesNothingUnlessSaid() throws Exception {
        scene.shell("ostree config set 'remote \"keelson\".gpg-verify' false").orFail();
        scene.publish(2, "2026-01-02 10:00:00");
        refuses("the remote 'keelson' (http://127.0.0.1:", "is configured without verification", "--allow-unsigned");
        scene.shell("mkdir /etc/keelson; echo allow-unsigned=yes >/etc/keelson/host.conf")
                .orFail();
        scene.host("upgrade", "--download-only").orFail();
        scene.shell("rm /etc/keelson/host.conf").orFail();
        scene.host("upgrade", "--allow-unsigned").orFail();
        assertThat(scene.status().path("staged").path("signature").asText())
                .isEqualTo("unchecked: remote verifies nothing");
    }

    @Tag("slow")
    @Test
    void aServerThatGoesAwayHalfWayAndThenTheSameCommandContinues() throws Exception {
        String second = scene.publish(2);
        scene.serve(8);
        refuses("cannot take", "from the remote 'keelson'", "503", "it continues where it stopped");
        scene.serve(Integer.MAX_VALUE);
        scene.host("upgrade").orFail();
        assertThat(scene.status().path("staged").path("commit").asText()).isEqualTo(second);
    }

    @Tag("slow")
    @Test
    void noRoomInBoot() throws Exception {
        scene.publish(2);
        Files.writeString(scene.at("boot-size"), "1m");
        HostScene.Ended ended = scene.host("upgrade");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err())
                .contains("error: no space in /boot for kernel and initramfs of the new deployment: 2.0 MiB needed, ")
                .contains(" MiB free\nhint: keelson-host cleanup");
        assertThat(scene.status().path("staged").isNull()).isTrue();
    }

    @Tag("slow")
    @Test
    void noRoomInTheRepository() throws Exception {
        scene.publish(2);
        scene.shell("ostree config unset core.min-free-space-percent; ostree config set core.min-free-space-size 900TB")
                .orFail();
        refuses("no space in the repository", "min-free-space");
    }

    @Tag("slow")
    @Test
    void aClockThatIsWrong() throws Exception {
        scene.publish(2, "2099-01-02 10:00:00", GOOD_KEY);
        refuses("this host's clock is wrong: it says 20", "was made 2099-01-02T10:00:00Z", "timedatectl");
    }

    @Tag("slow")
    @Test
    void somethingOlderUnlessSaid() throws Exception {
        String old = scene.publish(2, "2025-01-02 10:00:00", GOOD_KEY);
        refuses("2 (", "of 2025-01-02T10:00:00Z is older than what runs here, 1 (", "--allow-downgrade");
        scene.host("upgrade", "--allow-downgrade").orFail();
        assertThat(scene.status().path("staged").path("commit").asText()).isEqualTo(old);
    }

    @Test
    void anImageThatWouldNotBootWithAllThatIsWrong() throws Exception {
        Path modules = scene.at("tree/usr/lib/modules/6.1.0");
        Files.write(
                modules.resolve("vmlinuz"),
                java.util.Arrays.copyOf(Files.readAllBytes(modules.resolve("vmlinuz")), 2000));
        Files.write(modules.resolve("initramfs.img"), new byte[0]);
        Files.delete(scene.at("tree/usr/lib/systemd/systemd"));
        Files.createSymbolicLink(scene.at("tree/usr/lib/systemd/systemd"), Path.of("../gone"));
        Files.delete(scene.at("tree/usr/lib/os-release"));
        scene.publish(2);
        refuses(
                "would not boot: /usr/lib/modules/6.1.0/vmlinuz is cut: 2000 bytes, its header says 5120",
                "; /usr/lib/modules/6.1.0/initramfs.img is empty",
                "; neither /usr/lib/systemd/systemd nor /sbin/init leads to a program",
                "; there is no /usr/lib/os-release");
    }

    @Tag("slow")
    @Test
    void anImageWithoutKernel() throws Exception {
        Files.delete(scene.at("tree/usr/lib/modules/6.1.0/vmlinuz"));
        scene.publish(2);
        refuses("would not boot: it has no kernel");
    }

    @Tag("slow")
    @Test
    void twoOperatorsAtOnce() throws Exception {
        scene.publish(2);
        Files.createDirectories(scene.at("run/keelson"));
        Path lock = scene.at("run/keelson/lock");
        Process other = new ProcessBuilder("flock", lock.toString(), "sh", "-c", "echo locked; exec sleep 60").start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("locked");
            refuses("this host is being changed by another program", "/run/keelson/lock");
        } finally {
            other.destroyForcibly();
            other.descendants().forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Tag("slow")
    @Test
    void killedAtAnyMomentTheSameCommandContinues() throws Exception {
        String second = scene.publish(2);
        String first = scene.status().path("default").asText();
        for (long millis : new long[] {350, 550, 700, 850, 1000, 1200}) {
            Process upgrade = scene.startHost("upgrade");
            boolean _ = upgrade.waitFor(millis, TimeUnit.MILLISECONDS);
            upgrade.descendants().forEach(ProcessHandle::destroyForcibly);
            upgrade.destroyForcibly().waitFor();
            assertThat(scene.status().path("default").asText()).isEqualTo(first);
        }
        scene.host("upgrade").orFail();
        assertThat(scene.status().path("staged").path("commit").asText()).isEqualTo(second);
        scene.shell("ostree fsck").orFail();
        scene.restart();
        assertThat(scene.status().path("booted").path("commit").asText()).isEqualTo(second);
    }
}
