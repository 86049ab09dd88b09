package io.keelson.compose.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A repository with a commit that can be deployed, of a dozen files; its kernel is none.
record SmallCommit(Path repo, String ref) {
    static SmallCommit make(Path directory) throws IOException, InterruptedException {
        Path tree = directory.resolve("tree");
        Path modules = Files.createDirectories(tree.resolve("usr/lib/modules/1.0-test"));
        Files.writeString(modules.resolve("vmlinuz"), "a kernel");
        Files.writeString(modules.resolve("initramfs.img"), "an initramfs");
        Files.writeString(tree.resolve("usr/lib/os-release"), "ID=test\nPRETTY_NAME=Test\n");
        Files.createDirectories(tree.resolve("usr/etc"));
        Files.writeString(tree.resolve("usr/etc/hostname"), "test\n");
        for (String name : List.of("var", "sysroot", "proc")) {
            Files.createDirectory(tree.resolve(name));
        }
        Files.createSymbolicLink(tree.resolve("ostree"), Path.of("sysroot/ostree"));
        Path repo = directory.resolve("repo");
        run("ostree", "init", "--mode=archive", "--repo=" + repo);
        run(
                "ostree",
                "commit",
                "--repo=" + repo,
                "--branch=test/one",
                "--owner-uid=0",
                "--owner-gid=0",
                "--timestamp=2024-02-29 12:00:00 +0000",
                "--tree=dir=" + tree);
        return new SmallCommit(repo, "test/one");
    }

    static void run(String... argv) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", argv) + ": " + output);
        }
    }
}
