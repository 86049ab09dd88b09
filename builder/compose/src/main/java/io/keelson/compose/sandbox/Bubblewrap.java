package io.keelson.compose.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line of bubblewrap: the image as root, fresh /dev, /proc, /run and /tmp, no network,
/// nothing of this machine, only the rights that package scripts need.
final class Bubblewrap {
    private static final List<String> CAPABILITIES = List.of(
            "CAP_CHOWN",
            "CAP_DAC_OVERRIDE",
            "CAP_DAC_READ_SEARCH",
            "CAP_FOWNER",
            "CAP_FSETID",
            "CAP_KILL",
            "CAP_SETGID",
            "CAP_SETUID",
            "CAP_SETFCAP",
            "CAP_SETPCAP",
            "CAP_SYS_CHROOT");

    private Bubblewrap() {}

    static List<String> command(Path workspace, Program program) {
        List<String> command = new ArrayList<>(List.of(
                "bwrap",
                "--die-with-parent",
                "--bind",
                "root",
                "/",
                "--dev",
                "/dev",
                "--proc",
                "/proc",
                "--tmpfs",
                "/run",
                "--perms",
                "1777",
                "--tmpfs",
                "/tmp",
                "--unshare-pid",
                "--unshare-net",
                "--unshare-ipc",
                "--unshare-uts",
                "--hostname",
                "localhost",
                "--new-session",
                "--chdir",
                "/",
                "--cap-drop",
                "ALL"));
        CAPABILITIES.forEach(capability -> command.addAll(List.of("--cap-add", capability)));
        hide(command, workspace, program);
        program.binds().forEach((inside, outside) -> command.addAll(List.of("--ro-bind", outside.toString(), inside)));
        environment(command, program);
        command.add("--");
        command.addAll(program.argv());
        return command;
    }

    /// A stub can stand only where the image has a file: bubblewrap would make a missing one for good.
    private static void hide(List<String> command, Path workspace, Program program) {
        for (String path : program.hidden()) {
            if (Files.isRegularFile(workspace.resolve(KeptLower.TREE).resolve(path))) {
                command.addAll(List.of("--ro-bind", "hidden/" + Stubs.NOTHING, "/" + path));
            }
        }
    }

    private static void environment(List<String> command, Program program) {
        command.add("--clearenv");
        set(command, "PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        set(command, "HOME", "/root");
        set(command, "LC_ALL", "C.UTF-8");
        program.environment().forEach((name, value) -> set(command, name, value));
    }

    private static void set(List<String> command, String name, String value) {
        command.addAll(List.of("--setenv", name, value));
    }
}
