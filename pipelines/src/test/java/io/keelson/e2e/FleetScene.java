package io.keelson.e2e;

import io.keelson.e2e.KeelsonProcess.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What an operator has: treefiles, a key that signs releases, an inventory, and a machine that starts from a disk.
final class FleetScene {
    static final String HOST = "rack1";
    private static final String REF = "fleet/stable";

    private final Path dir;
    private final MinimalImage image;
    private final HostReleases releases;

    /// The commit of the first release: the image that we ship, without `keelson-host`.
    final String first;

    FleetScene(Path dir) throws Exception {
        this.dir = dir;
        this.image = MinimalImage.cached(dir, "deb/minimal.yaml");
        Shell.run(dir, """
                chmod a+x .
                ssh-keygen -q -t ed25519 -N '' -f key
                mkdir -m 700 gnupg
                gpg --homedir=gnupg --batch --quiet --passphrase '' --quick-generate-key releases@example.org ed25519 sign never
                gpg --homedir=gnupg --batch --export >releases.gpg
                mkdir treefiles
                cp -r "$1/deb" "$1/host" treefiles
                rm -rf treefiles/host/bundle
                # a machine that emulates this one and has other work may need longer than hosts do
                printf '[Timer]\\nOnBootSec=\\nOnBootSec=900\\n' >deadline.conf
                """, MinimalImage.TREEFILES);
        Files.writeString(dir.resolve("plain.yaml"), """
                include: treefiles/deb/minimal.yaml
                ref: %s
                add-files:
                  - [releases.gpg, /usr/share/ostree/trusted.gpg.d/releases.gpg]
                  - [deadline.conf, /usr/lib/systemd/system/keelson-deadline.timer.d/slow.conf]
                """.formatted(REF));
        Files.writeString(
                dir.resolve("command.yaml"), "include: [plain.yaml, treefiles/host/keelson-host.yaml]\nref: " + REF);
        this.first = compose("plain.yaml", "--lock-update");
        this.releases = new HostReleases(dir, image.repo, REF);
    }

    private String compose(String treefile, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--print-metadata-json"));
        arguments.addAll(List.of(more));
        Outcome outcome = image.compose(dir.resolve(treefile), arguments.toArray(String[]::new));
        return signed(MinimalImage.json(outcome).path("ostree-commit").asText());
    }

    private String signed(String commit) throws Exception {
        ok("ostree", "gpg-sign", "--repo=" + image.repo, "--gpg-homedir=" + dir.resolve("gnupg"), commit, "releases@");
        return commit;
    }

    /// Starts the machine in the first release.
    DiskMachine machine() throws Exception {
        Path disk = dir.resolve("disk.raw");
        ok(
                "image",
                "disk",
                "--repo=" + image.repo,
                "--output=" + disk,
                "--size=3G",
                "--hostname=" + HOST,
                "--ssh-key=root=" + dir.resolve("key.pub"),
                "--remote=releases=" + releases.url(),
                REF);
        DiskMachine.Hardware hardware =
                new DiskMachine.Hardware(dir, disk, "raw", DiskMachine.Firmware.BIOS, dir.resolve("key"));
        DiskMachine machine = new DiskMachine(hardware.reachingUs());
        Files.writeString(dir.resolve("known_hosts"), "");
        Files.writeString(dir.resolve("inventory.yaml"), """
                defaults: {user: root, known_hosts: known_hosts, identity_files: key}
                hosts:
                  %s: {address: 127.0.0.1, port: %d}
                """.formatted(HOST, machine.port()));
        return machine;
    }

    /// Makes what hosts carry.
    Path bundle() throws Exception {
        Path bundle = dir.resolve("treefiles/host/bundle");
        ok("host", "bundle", "--output=" + bundle);
        return bundle;
    }

    /// Composes a release that has `keelson-host`, once the bundle is there.
    String releaseWithCommand() throws Exception {
        return compose("command.yaml");
    }

    /// Releases what is newest, changed by `script`; see [HostReleases#release].
    String release(String script) throws Exception {
        return signed(releases.release(REF, script));
    }

    /// Takes the host key of the machine for its own.
    void trust(DiskMachine machine) throws Exception {
        Shell.run(dir, "ssh-keyscan -t ed25519 -p $1 127.0.0.1 2>/dev/null >known_hosts", machine.port());
    }

    /// Runs a command of the operator about hosts.
    Outcome operator(String... words) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.add("--inventory=" + dir.resolve("inventory.yaml"));
        return KeelsonProcess.of(arguments)
                .with("XDG_STATE_HOME", dir.resolve("state").toString())
                .run();
    }

    private static void ok(String... words) throws Exception {
        Outcome outcome = KeelsonProcess.of(List.of(words)).run();
        if (outcome.status() != 0) {
            throw new AssertionError(String.join(" ", words) + ":\n" + outcome.err());
        }
    }

    void remove() throws Exception {
        releases.close();
        Shell.run(dir, "gpgconf --homedir=gnupg --kill all");
        Privilege.run(dir, "rm -rf -- *");
    }
}
