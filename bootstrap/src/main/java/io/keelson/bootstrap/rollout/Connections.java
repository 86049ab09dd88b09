package io.keelson.bootstrap.rollout;

import io.keelson.bootstrap.host.RemoteShell;
import java.util.concurrent.Semaphore;

/// Connections to hosts, not too many at a time; who waits longest is next.
final class Connections {
    private final Fleet fleet;
    private final Semaphore free;

    Connections(Fleet fleet, int most) {
        this.fleet = fleet;
        this.free = new Semaphore(most, true);
    }

    interface Work<T> {
        T on(HostControl host) throws InterruptedException;
    }

    /// Connects, does the work, and ends the connection.
    <T> T with(String host, Work<T> work) throws InterruptedException {
        free.acquire();
        try (RemoteShell shell = fleet.open(host)) {
            return work.on(new HostControl(shell));
        } finally {
            free.release();
        }
    }
}
