package io.keelson.compose;

import io.keelson.compose.sandbox.Output;
import io.keelson.compose.sandbox.Program;
import io.keelson.compose.sandbox.Sandbox;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.treefile.FileRef;
import io.keelson.compose.treefile.Script;
import io.keelson.compose.treefile.Treefile;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// Runs the scripts that a treefile brings, inside the image: `postprocess`, `postprocess-script` and
/// the programs of `finalize.d`. Each is shown to the sandbox as one read-only file.
final class TreefileScripts {
    private static final String INSIDE = "/run/keelson-script";
    private static final int LINES = 40;

    private final Treefile treefile;
    private final long epoch;

    TreefileScripts(Treefile treefile, long epoch) {
        this.treefile = treefile;
        this.epoch = epoch;
    }

    /// Runs `postprocess` and `postprocess-script`; the tree itself when there are none.
    FileTree postprocess(Sandbox sandbox, FileTree tree) throws InterruptedException, IOException {
        if (treefile.postprocess().isEmpty() && treefile.postprocessScript().isEmpty()) {
            return tree;
        }
        sandbox.update(tree);
        for (Script script : treefile.postprocess()) {
            runText(sandbox, script.origin() + ": the postprocess script", script.text());
        }
        if (treefile.postprocessScript().isPresent()) {
            FileRef file = treefile.postprocessScript().get();
            run(sandbox, file.origin() + ": postprocess-script " + file.declared(), file.path(), List.of());
        }
        return sandbox.tree();
    }

    /// Runs `finalize.d` on the finished tree, whose root directory is their current directory.
    FileTree finish(Sandbox sandbox, FileTree tree) throws InterruptedException {
        if (treefile.finalizeScripts().isEmpty()) {
            return tree;
        }
        sandbox.update(tree);
        for (Path script : treefile.finalizeScripts()) {
            run(sandbox, script.toString(), script, List.of());
        }
        return sandbox.tree();
    }

    private void runText(Sandbox sandbox, String what, String text) throws InterruptedException, IOException {
        Path file = Files.createTempFile("keelson", ".script");
        try {
            Files.writeString(file, text.startsWith("#!") ? text : "#!/bin/sh\n" + text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            run(sandbox, what, file, List.of());
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void run(Sandbox sandbox, String what, Path file, List<String> arguments) throws InterruptedException {
        List<String> argv = new java.util.ArrayList<>(List.of(INSIDE));
        argv.addAll(arguments);
        Output output = sandbox.run(Program.of(argv.toArray(String[]::new))
                .bind(file.toAbsolutePath(), INSIDE)
                .with("SYSTEMD_OFFLINE", "1")
                .with("DEBIAN_FRONTEND", "noninteractive")
                .with("SOURCE_DATE_EPOCH", Long.toString(epoch)));
        if (!output.ok()) {
            throw new KeelsonException(what + " failed with status " + output.status() + ":\n"
                    + output.tail(LINES).indent(2).stripTrailing());
        }
    }
}
