package io.keelson.compose.finish;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.TreeEditor;
import java.util.List;
import java.util.regex.Pattern;

/// Drops what belongs to one machine or to the build and not to the image: identities and secrets
/// (host keys, random seeds), backups that the account tools keep, locks, logs, caches. Directories
/// stay, because programs expect them with their owners.
public record TidyMachineState() implements FinishStep {
    /// Files that are dropped when they are regular files: a link to something is configuration.
    private static final Pattern FILES = Pattern.compile(String.join(
            "|",
            "etc/ssh/ssh_host_[^/]*key(\\.pub)?",
            "etc/resolv\\.conf",
            "etc/\\.pwd\\.lock",
            "etc/(passwd|group|shadow|gshadow|subuid|subgid)-",
            "(etc|usr)/.*\\.dpkg-(new|tmp)",
            "var/lib/dbus/machine-id",
            "var/lib/systemd/(random-seed|credential\\.secret)",
            "var/lib/dpkg/([^/]+-old|lock|lock-frontend|triggers/Lock)",
            "var/(cache|log|tmp|crash)/.*",
            "var/lib/apt/lists/.*"));

    /// What a build puts in place of the programs that start services: its content tells it apart
    /// from a policy that somebody wants to have.
    private static final String POLICY = "usr/sbin/policy-rc.d";

    private static final Pattern REFUSES_ALL = Pattern.compile("(?m)^\\s*exit\\s+101\\s*$");

    @Override
    public FileTree apply(FileTree tree, Contents contents) {
        TreeEditor editor = tree.edit();
        for (String top : List.of("etc", "usr", "var")) {
            tree.walk(top, (path, entry) -> {
                if (entry instanceof Entry.File && FILES.matcher(path).matches()) {
                    editor.remove(path);
                }
            });
        }
        String policy = contents.text(tree, POLICY);
        if (policy != null && REFUSES_ALL.matcher(policy).find()) {
            editor.remove(POLICY);
        }
        // A link to the identity that the image does not have either.
        editor.remove("var/lib/dbus/machine-id");
        return editor.build();
    }
}
