package io.keelson.packages.bench;

import io.keelson.packages.Request;
import io.keelson.packages.Resolution;
import io.keelson.packages.deb.DebIndex;
import io.keelson.packages.deb.Origin;
import io.keelson.packages.deb.PackagesFile;
import io.keelson.packages.deb.Universe;
import io.keelson.packages.resolve.ResolveOptions;
import io.keelson.packages.resolve.Resolver;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Measures what a resolve costs. Arguments: an uncompressed `Packages` file, then requests.
public final class ResolveBench {
    private static final URI BASE = URI.create("http://deb.example/debian");
    private static final int ROUNDS = 5;

    private ResolveBench() {}

    /// Prints milliseconds for each round; the first one is what a command line sees.
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        List<Request> requests = Arrays.stream(arguments)
                .skip(1)
                .map(text -> new Request(text, "argument"))
                .toList();
        Path cache = Files.createTempFile("bench", ".index");
        try {
            for (int round = 0; round < ROUNDS; round++) {
                round(file, cache, requests);
            }
            Runtime runtime = Runtime.getRuntime();
            System.out.printf("heap in use %d MB%n", (runtime.totalMemory() - runtime.freeMemory()) >> 20);
        } finally {
            Files.deleteIfExists(cache);
        }
    }

    private static void round(Path file, Path cache, List<Request> requests) throws IOException {
        StringBuilder line = new StringBuilder();
        DebIndex read = timed(line, "read", () -> read(file));
        timed(line, "save", () -> {
            read.save(cache);
            return read;
        });
        Origin origin = new Origin("bench", BASE, PackagesFile.USUAL);
        DebIndex loaded = timed(line, "load", () -> DebIndex.load(cache, origin).orElseThrow());
        Universe universe = new Universe(List.of(loaded));
        Resolution resolution =
                timed(line, "resolve", () -> Resolver.resolve(universe, requests, ResolveOptions.of("amd64")));
        System.out.printf(
                "%s%d of %d packages, index %d MB%n",
                line, resolution.packages().size(), loaded.size(), Files.size(cache) >> 20);
    }

    private static DebIndex read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return DebIndex.read(new PackagesFile("bench", BASE, in));
        }
    }

    // Processor time of this thread beside the clock's: on a machine that does other things as well, only that
    // compares.
    private static <T> T timed(StringBuilder line, String what, Work<T> work) throws IOException {
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        long clock = System.nanoTime();
        long processor = thread.getCurrentThreadCpuTime();
        T result = work.run();
        line.append(what)
                .append(' ')
                .append((System.nanoTime() - clock) / 1_000_000)
                .append(" ms (cpu ")
                .append((thread.getCurrentThreadCpuTime() - processor) / 1_000_000)
                .append("), ");
        return result;
    }

    private interface Work<T> {
        T run() throws IOException;
    }
}
