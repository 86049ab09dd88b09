package io.keelson.compose.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The few files that programs of the image see only while they are in the sandbox.
final class Stubs {
    /// Does nothing and succeeds: stands over a program that must not run.
    static final String NOTHING = "nothing";

    /// Tells Debian's service helpers that no service may be started (policy-rc.d, status 101).
    private static final String POLICY = "policy-rc.d";

    private Stubs() {}

    /// Writes them beside and into the lower directory, where the tree that is read back never has them.
    static void write(Path workspace) throws IOException {
        write(workspace.resolve("hidden").resolve(NOTHING), "#!/bin/sh\nexit 0\n");
        Path programs = workspace.resolve(KeptLower.TREE).resolve("usr/sbin");
        Path policy = programs.resolve(POLICY);
        if (Files.isDirectory(programs) && !Files.exists(policy)) {
            write(policy, "#!/bin/sh\nexit 101\n");
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, LowerTree.permissions(0755));
    }
}
