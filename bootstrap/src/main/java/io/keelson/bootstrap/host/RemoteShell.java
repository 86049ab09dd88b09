package io.keelson.bootstrap.host;

import java.io.InputStream;

/// A host that is reached over the network, until it is closed. It also takes input of any size.
public interface RemoteShell extends HostShell, AutoCloseable {
    /// As [#run(Invocation)], with a stream instead of the command's own input. The stream is read by another thread,
    /// until its end or the program's; the caller closes it.
    CommandResult run(Invocation command, InputStream input) throws InterruptedException;

    /// Ends the connection, and fails never.
    @Override
    void close();
}
