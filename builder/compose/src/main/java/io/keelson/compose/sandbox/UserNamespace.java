package io.keelson.compose.sandbox;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Where a program sees itself as root with a whole range of users, so that owners are real without
/// real root. For root itself it is only a private mount namespace.
public final class UserNamespace {
    private static final boolean ROOT = ownUid() == 0;

    private UserNamespace() {}

    /// The command that runs `argv` inside.
    public static List<String> command(List<String> argv) {
        List<String> command = new ArrayList<>(List.of("unshare"));
        if (!ROOT) {
            command.addAll(List.of("--user", "--map-root-user", "--map-auto"));
        }
        command.addAll(List.of("--mount", "--propagation", "private", "--"));
        command.addAll(argv);
        return command;
    }

    /// Whether this process is root, who needs no mapped users.
    public static boolean isRoot() {
        return ROOT;
    }

    /// Makes sure that such a namespace can be made here.
    ///
    /// @throws KeelsonException that says why not and what to change
    public static void check() throws InterruptedException {
        Output probe = Command.of(command(List.of("true"))).run();
        if (!probe.ok()) {
            throw new KeelsonException(
                            "cannot make the sandbox: " + probe.text().strip())
                    .withHint(hint());
        }
    }

    private static String hint() {
        String user = System.getProperty("user.name", "?");
        if (ROOT) {
            return "root has no right to make mount namespaces here (CAP_SYS_ADMIN); in a container,"
                    + " run it privileged or as an ordinary user with user namespaces";
        }
        if (is("/proc/sys/user/max_user_namespaces", "0") || is("/proc/sys/kernel/unprivileged_userns_clone", "0")) {
            return "user namespaces are switched off: sysctl user.max_user_namespaces=15000"
                    + " kernel.unprivileged_userns_clone=1, or run as root";
        }
        if (is("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1")) {
            return "AppArmor forbids user namespaces: sysctl kernel.apparmor_restrict_unprivileged_userns=0, or run as root";
        }
        if (!Files.isExecutable(Path.of("/usr/bin/newuidmap"))) {
            return "newuidmap is missing: apt-get install uidmap, or run as root";
        }
        if (!hasRange("/etc/subuid", user) || !hasRange("/etc/subgid", user)) {
            return "user " + user
                    + " has no subordinate ids: usermod --add-subuids 100000-165535 --add-subgids 100000-165535 " + user
                    + ", or run as root";
        }
        return "run as root, or allow user namespaces to user " + user;
    }

    private static boolean hasRange(String file, String user) {
        try {
            return Files.readAllLines(Path.of(file)).stream().anyMatch(line -> line.startsWith(user + ":"));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean is(String file, String value) {
        try {
            return Files.readString(Path.of(file)).strip().equals(value);
        } catch (IOException e) {
            return false;
        }
    }

    private static int ownUid() {
        try {
            return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException e) {
            return -1;
        }
    }
}
