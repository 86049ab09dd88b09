package io.keelson.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.e2e.KeelsonProcess.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A host that has been good in its first release, A, and which can be had again and again.
final class HostScene {
    static final Duration LIMIT = Duration.ofMinutes(15);

    final Path dir;
    final HostReleases releases;
    final String first;
    private final Path disk;
    private final Kind kind;

    /// Which of our images, on what machine.
    enum Kind {
        VIRTUAL("deb/minimal.yaml"),
        /// A kernel with drivers of watchdogs, and two of them: one for the kernel, one that GRUB starts.
        WATCHED("deb/server.yaml");

        private final String treefile;

        Kind(String treefile) {
            this.treefile = treefile;
        }

        private List<String> diskOptions() {
            return this == WATCHED ? List.of("--grub-watchdog=ich9") : List.of();
        }

        private List<String> hardware() {
            return this == WATCHED
                    ? List.of("-device", "i6300esb", "-global", "ICH9-LPC.noreboot=false", "-action", "watchdog=reset")
                    : List.of();
        }
    }

    /// Composes an image that we ship, and starts it once.
    HostScene(Path dir, Kind kind) throws Exception {
        this.dir = dir;
        this.kind = kind;
        Shell.run(dir, "chmod a+x .");
        MinimalImage image = MinimalImage.cached(dir, kind.treefile);
        Outcome outcome = image.compose("--lock-update", "--print-metadata-json");
        String ref = MinimalImage.json(outcome).path("ref").asText();
        this.first = MinimalImage.json(outcome).path("ostree-commit").asText();
        Shell.run(dir, "ssh-keygen -q -t ed25519 -N '' -f key");
        this.releases = new HostReleases(dir, image.repo, ref);
        this.disk = dir.resolve("disk.raw");
        List<String> command = new ArrayList<>(List.of("image", "disk", "--repo=" + image.repo, "--output=" + disk));
        command.addAll(List.of("--size=2G", "--ssh-key=root=" + dir.resolve("key.pub")));
        command.add("--remote=keelson=" + releases.url());
        command.addAll(kind.diskOptions());
        command.add(ref);
        Outcome made = KeelsonProcess.of(command).run();
        assertThat(made.status()).as(made.err()).isZero();
        prepare();
    }

    private void prepare() throws Exception {
        try (DiskMachine machine = start(disk, DiskMachine.Firmware.BIOS)) {
            good(machine, first, 0);
            machine.await("root");
            machine.run("root", "ostree config --repo=/ostree/repo set 'remote \"keelson\".gpg-verify' false");
            machine.run("root", "systemd-run --quiet --on-active=1s systemctl poweroff");
            machine.awaitEnd();
        }
    }

    /// The host, with a disk of its own, before its second start.
    DiskMachine host(DiskMachine.Firmware firmware) throws Exception {
        return start(copy("copy.raw"), firmware);
    }

    private DiskMachine start(Path file, DiskMachine.Firmware firmware) throws IOException {
        return new DiskMachine(hardware(file, firmware));
    }

    private DiskMachine.Hardware hardware(Path file, DiskMachine.Firmware firmware) {
        return new DiskMachine.Hardware(dir, file, "raw", firmware, dir.resolve("key"))
                .reachingUs()
                .with(kind.hardware());
    }

    /// What somebody does with a machine.
    interface Deed {
        void with(DiskMachine machine) throws Exception;
    }

    /// Writes down what a deed writes to the disk of [#copy].
    Path recorded(Deed deed) throws Exception {
        Path log = Files.createFile(dir.resolve("writes"));
        try (DiskMachine machine = new DiskMachine(
                hardware(copy("recorded.raw"), DiskMachine.Firmware.BIOS).loggingTo(log))) {
            deed.with(machine);
        }
        return log;
    }

    /// The host's disk before its second start.
    Path copy(String name) throws Exception {
        Path copy = dir.resolve(name);
        Shell.run(dir, "cp --sparse=always $1 $2", disk, copy);
        return copy;
    }

    /// Where a partition begins, in bytes; they count from 1.
    long partition(int number) throws Exception {
        String sector = Shell.run(
                dir,
                "PATH=$PATH:/sbin sfdisk --dump $1 | sed -n \"s/.*raw$2 : start= *\\([0-9]*\\),.*/\\1/p\"",
                disk,
                number);
        return Long.parseLong(sector) * 512;
    }

    /// Starts a disk, and returns which commit the machine called good.
    String started(Path file) throws Exception {
        try (DiskMachine machine = start(file, DiskMachine.Firmware.BIOS)) {
            return machine.awaitConsole("keelson: GOOD ([0-9a-f]{64})", 0, LIMIT)
                    .group(1);
        }
    }

    /// Waits until the machine has called `commit` good.
    static void good(DiskMachine machine, String commit, int from) throws Exception {
        machine.awaitConsole("keelson: GOOD " + commit, from, LIMIT);
    }

    /// Brings `ref` to the machine and restarts it; returns how long the console was at that moment.
    static int upgrade(DiskMachine machine, String ref, String option) throws Exception {
        machine.await("root");
        machine.run(
                "root", "ostree pull keelson " + ref + " && ostree admin deploy --stage " + option + " keelson:" + ref);
        return restart(machine);
    }

    static int restart(DiskMachine machine) throws Exception {
        int from = machine.console().length();
        machine.run("root", "systemd-run --quiet --on-active=1s systemctl reboot");
        return from;
    }

    void remove() throws Exception {
        releases.close();
        Privilege.run(dir, "rm -rf -- *");
    }
}
