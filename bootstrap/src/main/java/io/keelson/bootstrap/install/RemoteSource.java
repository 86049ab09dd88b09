package io.keelson.bootstrap.install;

import io.keelson.bootstrap.host.CommandResult;
import io.keelson.bootstrap.host.Invocation;
import io.keelson.bootstrap.host.RemoteShell;
import io.keelson.release.KeelsonException;
import java.util.ArrayList;
import java.util.List;

/// An OSTree remote, and the OpenPGP key that signs there. One that is there already is not changed.
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
        CommandResult there = ostree(host, repo, "remote", "show-url", name);
        if (there.ok()) {
            same(host, there.stdout().strip());
            return;
        }
        List<String> options = new ArrayList<>(List.of("remote", "add"));
        if (key.length == 0) {
            options.add("--no-gpg-verify");
        } else {
            Installer.told(
                    host,
                    "cannot make its directory",
                    host.run(Invocation.of("mkdir", "-p", root + "/var/lib/keelson")));
            host.write(root + KEY, key, 0644);
            options.add("--gpg-import=" + root + KEY);
        }
        options.addAll(List.of(name, url));
        Installer.told(host, "cannot add the remote " + name, ostree(host, repo, options.toArray(String[]::new)));
        host.run(Invocation.of("rm", "-f", root + KEY));
        done.add("remote " + name);
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
