package io.keelson.cli.quickstart;

import io.keelson.release.KeelsonException;
import java.io.Console;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Installs what is missing, after saying so and being allowed to.
///
/// @param yes whether the user has agreed already
/// @param terminal where to ask, or null when nobody is there
record Preparation(
        PrintStream out,
        boolean root,
        boolean yes,
        @Nullable Console terminal) {
    /// @throws KeelsonException when something is missing and may not be installed
    void run(List<Requirement> missing) throws InterruptedException {
        if (missing.isEmpty()) {
            return;
        }
        out.println("This needs:");
        missing.forEach(need -> out.printf(Locale.ROOT, "  %-16s %s%n", need.debianPackage(), need.why()));
        List<String> packages =
                missing.stream().map(Requirement::debianPackage).distinct().toList();
        if (!root) {
            throw refusal("only root can install them", packages);
        }
        if (!yes && !agreed()) {
            throw refusal("they were not installed", packages);
        }
        AptGet.install(packages);
    }

    private boolean agreed() {
        if (terminal == null) {
            return false;
        }
        String answer = terminal.readLine("Install them now? [y/N] ");
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }

    private static KeelsonException refusal(String why, List<String> packages) {
        return new KeelsonException("packages are missing, and " + why)
                .withHint("run: " + AptGet.line(packages) + " (or quickstart --yes as root)");
    }
}
