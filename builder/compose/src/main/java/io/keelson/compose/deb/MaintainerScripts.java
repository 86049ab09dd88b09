package io.keelson.compose.deb;

import io.keelson.compose.sandbox.Output;
import io.keelson.compose.sandbox.Program;
import io.keelson.compose.sandbox.Sandbox;
import io.keelson.release.KeelsonException;
import io.keelson.release.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Runs the scripts of freshly unpacked packages: every preinst, then dpkg's own configuration, which
/// knows the order, the triggers and the questions of debconf.
public final class MaintainerScripts {
    private static final String ERROR = "dpkg: error processing package ";

    /// Initramfs builders that kernel hooks would call: the compose makes its initramfs itself, later.
    /// Host keys belong to a machine. And nothing here is worth waiting for, since no service runs.
    private static final List<String> HIDDEN = List.of(
            "usr/sbin/update-initramfs",
            "usr/bin/dracut",
            "usr/sbin/mkinitramfs",
            "usr/bin/ssh-keygen",
            "usr/bin/sleep");

    private static final int LINES = 40;

    private final Sandbox sandbox;
    private final long epoch;
    private final Progress progress;

    /// @param epoch the time that scripts are told to write, seconds since 1970 (SOURCE_DATE_EPOCH)
    public MaintainerScripts(Sandbox sandbox, long epoch, Progress progress) {
        this.sandbox = sandbox;
        this.epoch = epoch;
        this.progress = progress;
    }

    /// Runs all scripts of `packages`, which are in an order in which each comes after what it depends on.
    ///
    /// @throws KeelsonException when a script fails; it names the package and shows the output
    public void run(List<UnpackedPackage> packages) throws InterruptedException {
        try (Progress.Task task = progress.begin("run package scripts", Progress.Unit.ITEMS, packages.size())) {
            ScriptTimes times = new ScriptTimes(task);
            for (UnpackedPackage unpacked : packages) {
                if (unpacked.script("preinst") != null) {
                    times.begin(unpacked.name());
                    preinst(unpacked);
                }
            }
            configure(times);
            times.end();
        }
    }

    private void preinst(UnpackedPackage unpacked) throws InterruptedException {
        Program program = program("/var/lib/dpkg/info/" + unpacked.instance() + ".preinst", "install")
                .with("DPKG_MAINTSCRIPT_PACKAGE", unpacked.name())
                .with("DPKG_MAINTSCRIPT_PACKAGE_REFCOUNT", "1")
                .with("DPKG_MAINTSCRIPT_NAME", "preinst")
                .with("DPKG_MAINTSCRIPT_ARCH", unpacked.locked().arch())
                .with("DPKG_ROOT", "")
                .with("DPKG_ADMINDIR", "/" + DpkgDatabase.PLACE);
        Output output = sandbox.run(program);
        if (!output.ok()) {
            throw new KeelsonException("the preinst script of " + unpacked.label() + " failed with status "
                    + output.status() + ":\n" + indent(output.tail(LINES)));
        }
    }

    private void configure(ScriptTimes times) throws InterruptedException {
        Output output = sandbox.run(
                program("dpkg", "--configure", "-a", "--force-confold", "--force-unsafe-io")
                        .within(Duration.ofMinutes(30)),
                times::line);
        if (!output.ok()) {
            throw failure(output);
        }
    }

    private Program program(String... argv) {
        return Program.of(argv)
                .with("DEBIAN_FRONTEND", "noninteractive")
                .with("DEBCONF_NONINTERACTIVE_SEEN", "true")
                .with("DEBCONF_NOWARNINGS", "yes")
                .with("SYSTEMD_OFFLINE", "1")
                .with("INITRD", "No")
                .with("SOURCE_DATE_EPOCH", Long.toString(epoch))
                .hiding(HIDDEN);
    }

    /// dpkg prints what packages say between a line "Setting up NAME" and the next such line, then the
    /// error, and on the line below it which script failed and how. What stands between two errors
    /// belongs to the second one.
    static KeelsonException failure(Output output) {
        List<String> block = new ArrayList<>();
        List<String> reports = new ArrayList<>();
        List<String> lines = output.text().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith(ERROR)) {
                String name = line.substring(ERROR.length()).replaceFirst(" \\(.*", "");
                String why = i + 1 < lines.size() ? " " + lines.get(i + 1).strip() : "";
                reports.add("package " + name + ":" + why + "\n" + indent(String.join("\n", last(block))));
                block.clear();
                i++;
                continue;
            }
            if (line.startsWith("Setting up ") || line.startsWith("Processing triggers for ")) {
                block.clear();
            }
            block.add(line);
        }
        String what = "maintainer scripts failed (dpkg ended with status " + output.status() + "):\n";
        return new KeelsonException(
                what + (reports.isEmpty() ? indent(output.tail(LINES)) : String.join("\n", reports)));
    }

    private static List<String> last(List<String> block) {
        return block.subList(Math.max(0, block.size() - LINES), block.size());
    }

    private static String indent(String text) {
        return text.indent(2).stripTrailing();
    }
}
