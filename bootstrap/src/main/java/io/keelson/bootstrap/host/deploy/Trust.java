package io.keelson.bootstrap.host.deploy;

import io.keelson.bootstrap.host.state.HostPaths;
import io.keelson.bootstrap.host.state.KeyFile;
import io.keelson.bootstrap.host.state.Remote;
import io.keelson.bootstrap.host.state.SmallFiles;
import io.keelson.release.KeelsonException;

/// Whose commits this host takes. libostree checks the signatures, but only if the remote's configuration
/// says so, and a remote that was added in a hurry does not.
public final class Trust {
    private static final String FILE = "etc/keelson/host.conf";

    private Trust() {}

    /// Refuses a remote that vouches for nothing, unless the operator said that this is meant: in
    /// /etc/keelson/host.conf (`allow-unsigned=yes`) or on the command line.
    public static void check(HostPaths paths, Remote remote, boolean allowed) {
        boolean configured = SmallFiles.read(paths.at(FILE))
                .map(text -> KeyFile.parse(text).isTrue("", "allow-unsigned", false))
                .orElse(false);
        if (!remote.verifies() && !allowed && !configured) {
            throw new KeelsonException(
                            "the remote '" + remote.name() + "' (" + remote.url()
                                    + ") is configured without verification, so anybody on the way could change what this host runs")
                    .withHint("import the key and switch it on: ostree remote gpg-import " + remote.name()
                            + " -k KEY.gpg; ostree config set 'remote \"" + remote.name()
                            + "\".gpg-verify' true; or, on a network you trust: --allow-unsigned, for good "
                            + "allow-unsigned=yes in /" + FILE);
        }
    }
}
