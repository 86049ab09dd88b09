package io.keelson.packages.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.packages.Request;
import io.keelson.packages.Resolution;
import io.keelson.packages.deb.PackagesFile;
import io.keelson.packages.deb.Universe;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What we choose for real requests is what apt chooses, over the archive that this machine is configured with.
@Tag("slow")
class RealParityTest {
    private static final List<String> REQUESTS = List.of(
            "openssh-server",
            "nginx",
            "linux-image-amd64",
            "systemd systemd-sysv dbus",
            "python3",
            "python3-pip",
            "postgresql",
            "apache2",
            "git",
            "vim",
            "emacs-nox",
            "podman",
            "containerd runc",
            "docker.io",
            "qemu-system-x86",
            "network-manager",
            "dracut ostree",
            "grub-efi-amd64",
            "mariadb-server",
            "default-mta",
            "postfix",
            "mutt",
            "gcc",
            "build-essential",
            "default-jre-headless",
            "openjdk-17-jdk",
            "nodejs",
            "npm",
            "texlive-latex-base",
            "libreoffice-writer",
            "gnome-shell",
            "plasma-desktop",
            "xfce4",
            "firefox-esr",
            "samba",
            "nfs-kernel-server",
            "lvm2 cryptsetup mdadm",
            "cloud-init",
            "ansible",
            "rsyslog",
            "chrony",
            "cockpit",
            "php",
            "ruby",
            "golang",
            "rustc cargo",
            "kubernetes-client",
            "sysvinit-core",
            "task-ssh-server",
            "task-gnome-desktop",
            "debhelper",
            "mmdebstrap",
            "exim4",
            "sqlite3 redis-server memcached");

    @TempDir
    static Path directory;

    private static AptTree apt;
    private static Universe universe;

    @BeforeAll
    static void readTheArchive() throws IOException, InterruptedException {
        Path packages = directory.resolve("Packages");
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "for f in $(apt-get indextargets --format '$(FILENAME)' 'Created-By: Packages');"
                                + " do /usr/lib/apt/apt-helper cat-file $f; echo; done")
                .redirectOutput(packages.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor()).isZero();
        assertThat(Files.size(packages)).as("run apt-get update first").isGreaterThan(1_000_000);
        try (InputStream in = Files.newInputStream(packages)) {
            universe = Universe.read(List.of(new PackagesFile("host", URI.create("http://host/"), in)));
        }
        apt = AptTree.of(Files.createDirectory(directory.resolve("apt")), packages);
    }

    @Test
    void choosesWhatAptChooses() throws IOException, InterruptedException {
        List<String> differences = new ArrayList<>();
        int possible = 0;
        for (String request : REQUESTS) {
            List<String> names = Arrays.asList(request.split(" "));
            Optional<Set<String>> theirs = apt.install(names);
            Optional<Set<String>> ours = ours(names);
            possible += theirs.isPresent() ? 1 : 0;
            if (!theirs.equals(ours)) {
                differences.add(request + ": " + difference(theirs, ours));
            }
        }
        assertThat(differences).isEmpty();
        assertThat(possible).as("requests that can be met").isGreaterThan(REQUESTS.size() * 9 / 10);
    }

    private static String difference(Optional<Set<String>> theirs, Optional<Set<String>> ours) {
        if (theirs.isEmpty() || ours.isEmpty()) {
            return "apt " + (theirs.isPresent() ? "can" : "cannot") + ", we " + (ours.isPresent() ? "can" : "cannot");
        }
        Set<String> only = new TreeSet<>(theirs.get());
        only.removeAll(ours.get());
        Set<String> extra = new TreeSet<>(ours.get());
        extra.removeAll(theirs.get());
        return "only apt " + only + ", only we " + extra;
    }

    private static Optional<Set<String>> ours(List<String> names) {
        try {
            Resolution resolution = Resolver.resolve(
                    universe,
                    names.stream().map(name -> new Request(name, "test")).toList(),
                    ResolveOptions.of("amd64").withEssential(false));
            return Optional.of(resolution.packages().stream()
                    .map(selected ->
                            selected.pkg().name() + "=" + selected.pkg().version())
                    .collect(Collectors.toCollection(TreeSet::new)));
        } catch (io.keelson.release.KeelsonException e) {
            return Optional.empty();
        }
    }
}
