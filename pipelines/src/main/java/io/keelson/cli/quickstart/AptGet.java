package io.keelson.cli.quickstart;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Debian's installer, which writes to our standard error.
final class AptGet {
    private static final List<String> INSTALL = List.of("install", "--yes", "--no-install-recommends");

    private AptGet() {}

    /// The line that does by hand what [#install] does.
    static String line(List<String> packages) {
        return "sudo apt-get install --no-install-recommends " + String.join(" ", packages);
    }

    /// Installs packages; the lists are updated first when they do not have them.
    ///
    /// @throws KeelsonException when apt-get fails, which has then said why
    static void install(List<String> packages) throws InterruptedException {
        List<String> arguments = new ArrayList<>(INSTALL);
        arguments.addAll(packages);
        if (run(arguments) == 0) {
            return;
        }
        run(List.of("update"));
        int status = run(arguments);
        if (status != 0) {
            throw new KeelsonException("apt-get install ended with status " + status)
                    .withHint("see what it wrote above, or install by hand: " + String.join(" ", packages));
        }
    }

    private static int run(List<String> arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("apt-get", "--quiet"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            // Not inherited: standard output is for what quickstart made.
            process.getInputStream().transferTo(System.err);
            return process.waitFor();
        } catch (IOException e) {
            throw new KeelsonException("cannot run apt-get: " + e.getMessage(), e)
                    .withHint("quickstart installs packages on Debian and its relatives only");
        }
    }
}
