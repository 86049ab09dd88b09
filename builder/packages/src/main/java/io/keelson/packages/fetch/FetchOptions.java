package io.keelson.packages.fetch;

import java.time.Duration;
import java.util.Map;

/// How to fetch.
///
/// @param parallel transfers at the same time, at least 1
/// @param attempts tries without any progress before a transfer is given up, at least 1
/// @param backOff pause after the first failed try; it doubles with each, up to sixteen times this
/// @param patience how long to wait for a connection, an answer, or the next bytes
/// @param cacheOnly never ask the network; what the cache lacks is an error
/// @param proxies which proxy serves an address
public record FetchOptions(
        int parallel, int attempts, Duration backOff, Duration patience, boolean cacheOnly, Proxies proxies) {
    /// Refuses numbers that make no sense.
    public FetchOptions {
        if (parallel < 1 || attempts < 1) {
            throw new IllegalArgumentException("parallel=" + parallel + ", attempts=" + attempts);
        }
    }

    /// Eight transfers, five tries, half a minute of patience, proxies from the environment.
    public static FetchOptions defaults() {
        return of(System.getenv());
    }

    /// The defaults with proxies from the given environment variables.
    public static FetchOptions of(Map<String, String> environment) {
        return new FetchOptions(8, 5, Duration.ofMillis(500), Duration.ofSeconds(30), false, Proxies.of(environment));
    }

    /// The same, asking the network or not.
    public FetchOptions withCacheOnly(boolean only) {
        return new FetchOptions(parallel, attempts, backOff, patience, only, proxies);
    }

    /// The same with other limits for failing and slow servers.
    public FetchOptions withPatience(int tries, Duration firstPause, Duration wait) {
        return new FetchOptions(parallel, tries, firstPause, wait, cacheOnly, proxies);
    }
}
