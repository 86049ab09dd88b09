package io.keelson.cli.quickstart;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// A program that the quickstart needs, and the Debian package that has it.
///
/// @param why for a person
record Requirement(String program, String debianPackage, String why) {
    /// What a compose needs, and a boot if there is one.
    static List<Requirement> of(boolean root, boolean boot) {
        Stream<Requirement> compose = Stream.of(
                new Requirement("bwrap", "bubblewrap", "runs the scripts of packages, away from this system"),
                new Requirement("unshare", "util-linux", "makes the sandbox's file system"));
        Stream<Requirement> users = Stream.of(new Requirement("newuidmap", "uidmap", "owners in the sandbox"));
        Stream<Requirement> image = Stream.of(
                new Requirement("ostree", "ostree", "deploys the commit into the image"),
                new Requirement("mke2fs", "e2fsprogs", "makes the image's file system"),
                new Requirement("qemu-system-x86_64", "qemu-system-x86", "boots the image"));
        return Stream.of(
                        compose, root ? Stream.<Requirement>empty() : users, boot ? image : Stream.<Requirement>empty())
                .flatMap(part -> part)
                .toList();
    }

    /// Whether the program is in one of these directories.
    boolean isMissing(List<Path> directories) {
        return directories.stream().noneMatch(directory -> Files.isExecutable(directory.resolve(program)));
    }

    /// Where programs are, with the sbin directories that the PATH of an ordinary user lacks.
    static List<Path> searchPath() {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return Stream.concat(Arrays.stream(path.split(File.pathSeparator)), Stream.of("/usr/sbin", "/sbin"))
                .filter(directory -> directory.startsWith("/"))
                .map(Path::of)
                .toList();
    }
}
