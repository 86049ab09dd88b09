package io.keelson.bootstrap.install;

import io.keelson.bootstrap.host.CommandResult;
import io.keelson.bootstrap.host.Invocation;
import io.keelson.bootstrap.host.RemoteShell;
import io.keelson.release.KeelsonException;
import java.util.ArrayList;
import java.util.List;

/// An OSTree remote, and the OpenPGP key that signs there. One that is there already keeps its address and its keys.
public final class RemoteSource {
    private static final String KEY = "/var/lib/keelson/.remote-key";

    private final String name;
    private final String url;
    private final byte[] key;

    /// @param key armored or binary; commits are not verified when it is empty
    public RemoteSource(String name, String url, byte[] key) {
        this.name = name;
        this.url = url;
        this.key = key.clone();
    }

    String name() {
        return name;
    }

    String url() {
        return url;
    }

    void add(RemoteShell host, String root, List<String> done) throws InterruptedException {
        List<String> repo = root.isEmpty() ? List.of() : List.of("--repo=" + root + "/ostree/repo");
        String file = root + KEY;
        try {
            if (key.length > 0) {
                Installer.told(
                        host,
                        "cannot make its directory",
                        host.run(Invocation.of("mkdir", "-p", root + "/var/lib/keelson")));
                host.write(file, key, 0644);
            }
            CommandResult there = ostree(host, repo, "remote", "show-url", name);
            if (there.ok()) {
                same(host, there.stdout().strip());
                trust(host, repo, file, done);
            } else {
                String trust = key.length == 0 ? "--no-gpg-verify" : "--gpg-import=" + file;
                Installer.told(
                        host, "cannot add the remote " + name, ostree(host, repo, "remote", "add", trust, name, url));
                done.add("remote " + name);
            }
        } finally {
            if (key.length > 0) {
                host.run(Invocation.of("rm", "-f", file));
            }
        }
    }

    /// Gives the key to a remote that is there, and has it ask for signatures from now on.
    private void trust(RemoteShell host, List<String> repo, String file, List<String> done)
            throws InterruptedException {
        if (key.length == 0) {
            return;
        }
        String failed = "cannot import the key of the remote " + name;
        String imported = Installer.told(host, failed, ostree(host, repo, "remote", "gpg-import", "-k", file, name));
        String group = "--group=remote \"" + name + "\"";
        String verify = "gpg-verify";
        CommandResult set = ostree(host, repo, "config", group, "get", verify);
        boolean verified = !set.ok() || set.stdout().strip().equals("true"); // not set: libostree verifies
        if (!verified) {
            Installer.told(host, failed, ostree(host, repo, "config", group, "set", verify, "true"));
        }
        if (!verified || !imported.contains("Imported 0 ")) {
            done.add("key of the remote " + name);
        }
    }

    private void same(RemoteShell host, String known) {
        if (!known.equals(url)) {
            throw new KeelsonException(host.name() + ": its remote '" + name + "' is at " + CommandResult.plain(known)
                            + ", not at " + url)
                    .withHint("take another name, or remove it there: ostree remote delete " + name);
        }
    }

    private static CommandResult ostree(RemoteShell host, List<String> repo, String... words)
            throws InterruptedException {
        List<String> argv = new ArrayList<>(List.of("ostree"));
        argv.addAll(repo);
        argv.addAll(List.of(words));
        return host.run(Invocation.of(argv));
    }
}
