package io.keelson.bootstrap.ssh;

import io.keelson.bootstrap.inventory.Host;
import io.keelson.release.KeelsonException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The connection to a host in between, which all hosts behind it share; made anew when it broke. When it cannot be
/// made, hosts that ask soon after get the same answer and do not all wait for it again.
final class Jump {
    private static final long FAILED_FOR_NANOS = 10_000_000_000L;

    private final Host host;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Link link;
    private @Nullable KeelsonException failure;
    private long failed;

    interface Opening {
        Link open(Host host) throws InterruptedException;
    }

    /// @param way the hosts up to this one
    Jump(List<Host> way) {
        this.host = way.getLast().through(way.subList(0, way.size() - 1));
    }

    Link link(Opening opening) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Link current = link;
            if (current != null && current.isAlive()) {
                return current;
            }
            if (failure != null && System.nanoTime() - failed < FAILED_FOR_NANOS) {
                throw failure;
            }
            return opened(opening);
        } finally {
            lock.unlock();
        }
    }

    private Link opened(Opening opening) throws InterruptedException {
        try {
            Link made = opening.open(host);
            link = made;
            failure = null;
            return made;
        } catch (KeelsonException e) {
            failure = e;
            failed = System.nanoTime();
            throw e;
        }
    }

    void close() {
        lock.lock();
        try {
            if (link != null) {
                link.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
