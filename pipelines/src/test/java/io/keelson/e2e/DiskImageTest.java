package io.keelson.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.e2e.KeelsonProcess.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A disk of the image that we ship starts by its own boot loader, and is as it was asked for.
@Tag("slow")
class DiskImageTest {
    @TempDir
    private static Path dir;

    private static MinimalImage image;
    private static String ref;
    private static String commit;

    @BeforeAll
    static void composeOnce() throws Exception {
        Shell.run(dir, "chmod a+x .");
        image = MinimalImage.cached(dir, "deb/minimal.yaml");
        Outcome outcome = image.compose("--lock-update", "--print-metadata-json");
        ref = MinimalImage.json(outcome).path("ref").asText();
        commit = MinimalImage.json(outcome).path("ostree-commit").asText();
        Shell.run(dir, "ssh-keygen -q -t ed25519 -N '' -f key");
    }

    @AfterAll
    static void removeEverything() throws Exception {
        Privilege.run(dir, "rm -rf -- *");
    }

    private static Outcome disk(String output, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("image", "disk", "--repo", image.repo.toString()));
        arguments.addAll(List.of("--output", dir.resolve(output).toString(), "--hostname=rack1"));
        arguments.addAll(
                List.of("--ssh-key=root=" + dir.resolve("key.pub"), "--ssh-key=ada=" + dir.resolve("key.pub")));
        arguments.addAll(List.of("--groups=ada=adm", "--remote=origin=https://example.invalid/repo"));
        arguments.addAll(List.of(more));
        arguments.add(ref);
        return KeelsonProcess.of(arguments)
                .with("SOURCE_DATE_EPOCH", "1700000000")
                .run();
    }

    private static void made(Outcome outcome) {
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("commit " + commit);
    }

    @ParameterizedTest
    @EnumSource(DiskMachine.Firmware.class)
    void itStartsAndIsWhatWasAskedFor(DiskMachine.Firmware firmware) throws Exception {
        boolean raw = firmware == DiskMachine.Firmware.BIOS;
        String name = raw ? "disk.raw" : "disk.qcow2";
        String filesystem = raw ? "ext4" : "xfs";
        made(disk(name, "--format=" + (raw ? "raw" : "qcow2"), "--filesystem=" + filesystem));
        Path file = dir.resolve(name);
        Shell.run(dir, "qemu-img resize -q -f $1 $2 3G", raw ? "raw" : "qcow2", file);
        try (DiskMachine machine = new DiskMachine(
                new DiskMachine.Hardware(dir, file, raw ? "raw" : "qcow2", firmware, dir.resolve("key")))) {
            machine.await("root");
            assertThat(machine.run("root", "systemctl is-system-running --wait"))
                    .isEqualTo("running");
            assertThat(machine.run("root", "hostname")).isEqualTo("rack1");
            // The remote wants signatures, and this commit has none: libostree says so with an exit status.
            assertThat(machine.run("root", "ostree admin status || echo exit status $?"))
                    .contains("* keelson " + commit + ".0", "origin refspec: origin:" + ref, "no signatures found");
            assertThat(machine.run("root", "/usr/libexec/keelson/boot-menu list"))
                    .isEqualTo("keelson/" + commit + ".0");
            assertThat(machine.run("root", "ostree remote show-url origin")).isEqualTo("https://example.invalid/repo");
            assertThat(machine.run("root", "findmnt -no SOURCE,FSTYPE /boot")).isEqualTo("/dev/vda3 ext4");
            assertThat(machine.run("root", "findmnt -no FSTYPE /")).isEqualTo(filesystem);
            assertThat(machine.run("root", "df --output=size -BM / | tail -1").strip())
                    .as("the root file system has grown")
                    .isGreaterThan("2500M");
            assertThat(machine.run("root", "test -d /sys/firmware/efi && echo UEFI || echo BIOS"))
                    .isEqualTo(firmware.toString());
            assertThat(machine.run("ada", "id -nG; pwd")).isEqualTo("ada adm\n/var/home/ada");
            assertThat(machine.console()).contains("keelson: entry 0");
            assertThat(machine.run("root", "/usr/libexec/keelson/boot-menu sync; /usr/libexec/keelson/boot-menu show"))
                    .as("the host would write the menu that the disk came with")
                    .contains("\nmenu=0\nentry keelson/" + commit + ".0");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void theSameRequestGivesTheSameBytes() throws Exception {
        made(disk("one"));
        Shell.run(dir, "mkdir elsewhere");
        made(disk("elsewhere/two"));
        assertThat(Files.mismatch(dir.resolve("one"), dir.resolve("elsewhere/two")))
                .isEqualTo(-1);
        assertThat(Shell.run(dir, "PATH=$PATH:/sbin sfdisk --verify one")).contains("No errors detected");
        Shell.run(dir, "rm one elsewhere/two");
    }

    @Test
    void mistakesAreToldAndNothingIsLeft() throws Exception {
        Outcome small = disk("small", "--size=300M");
        assertThat(small.status()).isNotZero();
        assertThat(small.err()).contains("too small");
        assertThat(disk("small", "--size=500M", "--filesystem=xfs").err()).contains("at least 575M with xfs");
        assertThat(disk("small", "--filesystem=btrfs").err()).contains("is not one of [ext4, xfs]");
        Outcome privateKey = disk("key2", "--ssh-key=eve=" + dir.resolve("key"));
        assertThat(privateKey.status()).isEqualTo(2);
        assertThat(privateKey.err()).contains("private key");
        Outcome group = disk("group", "--ssh-key=eve=" + dir.resolve("key.pub"), "--groups=eve=nothing");
        assertThat(group.err()).contains("no group nothing");
        assertThat(Shell.run(dir, "ls -A | grep -E '^(small|key2|group|\\.keelson)' || true"))
                .isEmpty();
    }
}
