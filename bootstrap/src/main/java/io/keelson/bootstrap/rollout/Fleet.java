package io.keelson.bootstrap.rollout;

import io.keelson.bootstrap.host.RemoteShell;

/// The way to the hosts.
@FunctionalInterface
public interface Fleet {
    /// Connects to a host of the plan; the caller closes the shell.
    ///
    /// @throws io.keelson.release.KeelsonException when it is not reached
    RemoteShell open(String host) throws InterruptedException;
}
