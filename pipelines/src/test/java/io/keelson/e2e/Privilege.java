package io.keelson.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Commands to put before another, so that it runs as root or as an ordinary user, whoever runs the tests.
final class Privilege {
    static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private static final String NOBODY = "65534";

    private Privilege() {}

    /// Root here, or in a user namespace in which root can give files to others.
    static List<String> asRoot() {
        return ROOT ? List.of("env") : List.of("unshare", "--user", "--map-root-user", "--map-auto");
    }

    /// Root with mounts of its own, after a shell script that sees the command as `$@`.
    static List<String> withMounts(String script) {
        List<String> command = new ArrayList<>(asRoot());
        command.addAll(List.of("unshare", "--mount", "--propagation", "private"));
        command.addAll(List.of("sh", "-ec", script + "; exec \"$@\"", "sh"));
        return command;
    }

    /// The ordinary user `nobody`, for whom `subids` is what `/etc/subuid` and `/etc/subgid` say.
    static List<String> asNobody(Path subids) {
        String mounts = "mount --bind " + subids + " /etc/subuid; mount --bind " + subids + " /etc/subgid";
        return withMounts(
                mounts + "; exec setpriv --reuid=" + NOBODY + " --regid=" + NOBODY + " --clear-groups \"$@\"");
    }

    /// An ordinary user with a range of ids, who owns `dir` and all in it: the one who runs the tests, or `nobody`.
    static List<String> asOrdinaryUser(Path dir) throws IOException, InterruptedException {
        if (!ROOT) {
            return List.of("env");
        }
        Path subids = Files.writeString(dir.resolve("subids"), "nobody:100000:65536\n");
        Shell.run(dir, "chown -R -- $1:$1 .", NOBODY);
        return asNobody(subids);
    }

    /// As [Shell#run], but as root.
    static String run(Path dir, String script, Object... arguments) throws IOException, InterruptedException {
        List<Object> command = new ArrayList<>(asRoot());
        command.addAll(List.of("bash", "-euo", "pipefail", "-c", script, "bash"));
        command.addAll(List.of(arguments));
        return Shell.run(dir, "exec \"$@\"", command.toArray());
    }
}
