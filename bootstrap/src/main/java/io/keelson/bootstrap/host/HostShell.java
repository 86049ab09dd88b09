package io.keelson.bootstrap.host;

import java.util.Optional;

/// One host as something to run programs on: this machine, or one that is reached over the network.
/// Safe to use from several threads. What a host sends is foreign: callers never trust it to be well
/// formed, and implementations never let it grow without a bound.
public interface HostShell {
    /// How messages name the host.
    String name();

    /// Runs a program and waits until it has ended or its time is up, when it is killed.
    ///
    /// No shell takes part: each word of the command reaches the program as it is.
    ///
    /// @return how it ended; a status other than 0 and a timeout are results, not exceptions
    /// @throws io.keelson.release.KeelsonException when it cannot be started or the host is lost meanwhile
    /// @throws InterruptedException when the calling thread is interrupted; a local program is killed first
    CommandResult run(Invocation command) throws InterruptedException;

    /// The content of a file, or empty when there is none.
    ///
    /// @param path absolute
    /// @param limit the largest content, in bytes, that is accepted
    /// @throws io.keelson.release.KeelsonException when it is larger or cannot be read
    Optional<byte[]> read(String path, int limit) throws InterruptedException;

    /// Writes a file so that it has, at any moment and after a power cut, its old content or all of the new.
    /// Its directory must exist.
    ///
    /// @param path absolute
    /// @param mode permission bits, such as 0644
    /// @throws io.keelson.release.KeelsonException when it cannot be written; the old file is there then
    void write(String path, byte[] content, int mode) throws InterruptedException;
}
