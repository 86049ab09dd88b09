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
        long start = System.nanoTime();
        DebIndex read;
        try (InputStream in = Files.newInputStream(file)) {
            read = DebIndex.read(new PackagesFile("bench", BASE, in));
        }
        long parsed = System.nanoTime();
        read.save(cache);
        long saved = System.nanoTime();
        DebIndex loaded = DebIndex.load(cache, new Origin("bench", BASE, PackagesFile.USUAL))
                .orElseThrow();
        long mapped = System.nanoTime();
        Resolution resolution = Resolver.resolve(new Universe(List.of(loaded)), requests, ResolveOptions.of("amd64"));
        long resolved = System.nanoTime();
        System.out.printf(
                "read %d ms, save %d ms, load %d ms, resolve %d ms: %d of %d packages, index %d MB%n",
                (parsed - start) / 1_000_000,
                (saved - parsed) / 1_000_000,
                (mapped - saved) / 1_000_000,
                (resolved - mapped) / 1_000_000,
                resolution.packages().size(),
                loaded.size(),
                Files.size(cache) >> 20);
    }
}
