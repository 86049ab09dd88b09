package io.keelson.compose.finish;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.Meta;
import io.keelson.compose.tree.TreeEditor;
import java.util.List;

/// Every machine makes its own SSH host key at its first boot. Distributions that make keys when the
/// package is installed (Debian) have no unit for that, so one is added; those that have one
/// (`sshd-keygen`) are left alone, as is an image without sshd.
public record SshHostKeys() implements FinishStep {
    private static final String UNIT = "keelson-ssh-key.service";

    // An RSA key would take up to a minute on a slow machine, and every client of the last ten years
    // knows ed25519. The private key comes last and whole: a power cut leaves none or a good one. Sockets
    // start before basic.target, so the usual dependencies would make a circle with ssh.socket.
    private static final String TEXT = """
            [Unit]
            Description=OpenSSH host key of this machine
            Documentation=man:ssh-keygen(1)
            ConditionPathExists=!/etc/ssh/ssh_host_ed25519_key
            DefaultDependencies=no
            After=local-fs.target
            Before=ssh.service ssh.socket sshd.service shutdown.target
            Conflicts=shutdown.target

            [Service]
            Type=oneshot
            RemainAfterExit=yes
            WorkingDirectory=/etc/ssh
            ExecStart=/bin/sh -ec 'new=$$(mktemp -d .new.XXXXXX); \\
                ssh-keygen -q -t ed25519 -N "" -f $$new/ssh_host_ed25519_key; sync $$new/*; \\
                mv $$new/*.pub .; mv $$new/ssh_host_ed25519_key .; rmdir $$new'
            """;

    @Override
    public FileTree apply(FileTree tree, Contents contents) {
        boolean hasOwn = Units.names(tree).stream().anyMatch(name -> name.startsWith("sshd-keygen"));
        if (hasOwn || !tree.has("usr/sbin/sshd") || !tree.has("usr/bin/ssh-keygen")) {
            return tree;
        }
        TreeEditor editor = tree.edit().put(Units.SYSTEM + "/" + UNIT, contents.file(Meta.FILE, TEXT));
        for (String wanting : List.of("ssh.service", "ssh.socket")) {
            if (tree.has(Units.SYSTEM + "/" + wanting)) {
                Units.wantedBy(editor, wanting, UNIT);
            }
        }
        return editor.build();
    }
}
