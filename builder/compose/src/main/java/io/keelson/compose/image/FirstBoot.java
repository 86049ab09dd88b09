package io.keelson.compose.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/// What a deployment's `/etc` and the stateroot's `/var` have before the first boot that no commit can know:
/// where `/boot` is, the host's name, who may log in. Only data; nothing runs for it.
///
/// @param deployment directory of the deployment
/// @param var directory of the stateroot that becomes `/var`
/// @param programs run with the owners of the image
/// @param staging a directory for files on their way
/// @param epoch seconds since 1970 that stand for the time of the build
record FirstBoot(Path deployment, Path var, Programs programs, Path staging, long epoch) {
    private static final int FIRST_ID = 1000;
    private static final long DAY = 86_400;
    private static final String GROW_UNIT = """
            [Unit]
            Description=Grow the root file system to its partition
            DefaultDependencies=no
            Conflicts=shutdown.target
            After=systemd-repart.service systemd-remount-fs.service
            Before=shutdown.target

            [Service]
            Type=oneshot
            RemainAfterExit=yes
            ExecStart=/usr/lib/systemd/systemd-growfs /
            """;

    /// `/boot`, unless the tree says itself where file systems are.
    void mountBoot(UUID boot) throws IOException {
        if (!Files.exists(deployment.resolve("etc/fstab"))) {
            put("UUID=" + boot + " /boot ext4 defaults,nosuid,nodev 0 2\n", etc("fstab"), 0644, 0);
        }
    }

    /// The partition, and then the file system, take what the disk has behind them; at each boot, so that a
    /// disk that was enlarged is used.
    void grow() throws IOException {
        put("[Partition]\nType=root\n", etc("repart.d/50-root.conf"), 0644, 0);
        put(GROW_UNIT, etc("systemd/system/keelson-grow-root.service"), 0644, 0);
        Path wants = etc("systemd/system/sysinit.target.wants");
        programs.run("mkdir", "-p", wants.toString());
        programs.run(
                "ln",
                "-sfn",
                "../keelson-grow-root.service",
                wants.resolve("keelson-grow-root.service").toString());
    }

    void hostname(String name) throws IOException {
        put(name + "\n", etc("hostname"), 0644, 0);
    }

    void accounts(List<Account> accounts) throws IOException {
        Accounts files = Accounts.read(deployment);
        int id = FIRST_ID;
        boolean added = false;
        for (Account account : accounts) {
            if (account.isRoot()) {
                keys(account, var.resolve("roothome"), 0700, 0);
            } else {
                while (files.hasId(id)) {
                    id++;
                }
                files.add(account, id, epoch / DAY);
                keys(account, var.resolve("home").resolve(account.name()), 0700, id);
                added = true;
            }
        }
        if (added) {
            for (Accounts.Text file : files.texts()) {
                put(file.content(), etc(file.name()), file.mode(), 0);
            }
        }
    }

    private void keys(Account account, Path home, int mode, int owner) throws IOException {
        directory(home, mode, owner);
        directory(home.resolve(".ssh"), 0700, owner);
        put(account.authorizedKeys(), home.resolve(".ssh/authorized_keys"), 0600, owner);
    }

    private void directory(Path directory, int mode, int owner) {
        Path parent = directory.getParent();
        if (parent != null && !Files.exists(parent, LinkOption.NOFOLLOW_LINKS)) {
            directory(parent, 0755, 0);
        }
        String id = String.valueOf(owner);
        programs.run("install", "-d", "-m", Integer.toOctalString(mode), "-o", id, "-g", id, directory.toString());
    }

    /// The owner and mode of a file that is there already stay: shadow belongs to a group of its own.
    private void put(String content, Path target, int mode, int owner) throws IOException {
        String file = Files.writeString(staging.resolve("file"), content, StandardCharsets.UTF_8)
                .toString();
        if (Files.exists(target)) {
            programs.run("cp", "--no-preserve=all", file, target.toString());
            return;
        }
        String id = String.valueOf(owner);
        programs.run("install", "-D", "-m", Integer.toOctalString(mode), "-o", id, "-g", id, file, target.toString());
    }

    private Path etc(String name) {
        return deployment.resolve("etc").resolve(name);
    }
}
