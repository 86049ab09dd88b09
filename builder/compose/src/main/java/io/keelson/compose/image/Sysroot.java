package io.keelson.compose.image;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A physical root directory with one deployment, made by the real ostree.
record Sysroot(Path root, String os, Programs ostree) {
    /// Repository, boot directory and stateroot. No boot loader: only entries are written.
    void init() {
        ostree.run("ostree", "admin", "init-fs", "--modern", root.toString());
        ostree.run("ostree", "config", "--repo=" + repo(), "set", "sysroot.bootloader", "none");
        ostree.run("ostree", "admin", "os-init", "--sysroot=" + root, os);
    }

    /// Adds the remote that the host takes upgrades from.
    void addRemote(String name, String url) {
        ostree.run("ostree", "remote", "add", "--repo=" + repo(), name, url);
    }

    /// Copies `commit` in, with every checksum checked, and gives it the name `refspec`. "Untrusted" also keeps
    /// ostree from hard links to `from`, whose owner and times would be those of the image then. Not
    /// synced, since the image is made from it at once.
    void pull(Path from, String refspec, String commit) {
        ostree.run(
                "ostree", "pull-local", "--untrusted", "--disable-fsync", "--repo=" + repo(), from.toString(), commit);
        if (!refspec.equals(commit)) {
            ostree.run("ostree", "refs", "--repo=" + repo(), "--create=" + refspec, commit);
        }
    }

    /// Deploys `refspec` with the kernel arguments, in their order, and returns its boot entry.
    BootEntry deploy(String refspec, List<String> kernelArguments) throws IOException {
        List<String> argv = new ArrayList<>(List.of("ostree", "admin", "deploy", "--sysroot=" + root, "--os=" + os));
        kernelArguments.forEach(argument -> argv.add("--karg-append=" + argument));
        argv.add(refspec);
        ostree.run(argv.toArray(String[]::new));
        return BootEntry.read(root);
    }

    /// The deployment's directory, seen from the root of the image.
    String deployment() throws IOException {
        Path deployments = root.resolve("ostree/deploy").resolve(os).resolve("deploy");
        try (Stream<Path> found = Files.list(deployments)) {
            return found.filter(Files::isDirectory)
                    .map(directory -> "/" + root.relativize(directory))
                    .findFirst()
                    .orElseThrow(() -> new KeelsonException("ostree deployed nothing in " + deployments));
        }
    }

    /// The same, on this machine.
    Path deploymentDirectory() throws IOException {
        return root.resolve(deployment().substring(1));
    }

    /// The file that a boot entry names, whether it counts from /boot or from the root.
    Path bootFile(String name) {
        Path inBoot = root.resolve("boot").resolve(name.substring(1));
        return Files.exists(inBoot) ? inBoot : root.resolve(name.substring(1));
    }

    /// Bytes on disk.
    long size() {
        String line = ostree.run("du", "--summarize", "--block-size=1", root.toString());
        return Long.parseLong(line.substring(0, line.indexOf('\t')));
    }

    private Path repo() {
        return root.resolve("ostree/repo");
    }
}
