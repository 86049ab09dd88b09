package io.keelson.bootstrap.main;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What is run once when a bundle is made, so that the JVM's cache holds the classes that commands use.
///
/// Some of the commands fail, as this is no real host; what they loaded counts.
public final class Training {
    private static final String COMMIT = "a".repeat(64);
    private static final String LINK = "ostree/boot.1/os/" + "b".repeat(64) + "/0";

    private Training() {}

    /// Runs the commands against a host that is only a few files.
    public static void main(String[] args) throws IOException {
        Path root = Files.createTempDirectory("keelson-host-training");
        try {
            makeHost(root);
            for (String[] words : commands()) {
                String[] all = Stream.concat(Stream.of(words), Stream.of("--root", root.toString()))
                        .toArray(String[]::new);
                int _ = KeelsonHost.run(all);
            }
        } finally {
            delete(root);
        }
    }

    private static List<String[]> commands() {
        return List.of(
                words("status"),
                words("status", "--json"),
                words("history"),
                words("health"),
                words("health", "--json"),
                words("kargs"),
                words("upgrade", "--check"),
                words("rollback", "--dry-run"),
                words("pin", "0", "--dry-run", "--json"),
                words("upgrade", "--help"),
                words("--help"),
                words("--version"));
    }

    private static String[] words(String... words) {
        return words;
    }

    private static void makeHost(Path root) throws IOException {
        Path deployment = root.resolve("ostree/deploy/os/deploy/" + COMMIT + ".0");
        Files.createDirectories(deployment);
        write(deployment.resolveSibling(COMMIT + ".0.origin"), "[origin]\nrefspec=remote:os\n");
        write(root.resolve("ostree/repo/config"), "[remote \"remote\"]\nurl=http://localhost:1\n");
        write(root.resolve("boot/loader/entries/ostree-1-os.conf"), """
                version 1
                linux /vmlinuz
                initrd /initramfs
                options quiet ostree=/%s
                """.formatted(LINK));
        Files.createDirectories(root.resolve(LINK).resolveSibling("."));
        Files.createSymbolicLink(root.resolve(LINK), deployment);
        write(root.resolve("boot/grub/grubenv"), "boot_success=1\nmenu=0\n");
        write(root.resolve("boot/grub/menu.0"), "# deployment os/" + COMMIT + ".0\n");
        write(root.resolve("var/lib/keelson/history.jsonl"), """
                {"time":"2026-01-01T00:00:00Z","event":"staged","commit":"%s","reason":"remote:os","by":"root"}
                """.formatted(COMMIT));
        write(root.resolve("var/lib/keelson/request.json"), """
                {"id":"1","kind":"upgrade","commit":"%s","version":"1","refspec":"remote:os","time":"2026-01-01T00:00:00Z"}
                """.formatted(COMMIT));
        write(
                root.resolve("var/lib/keelson/health.json"),
                "{\"result\":\"healthy\",\"time\":\"2026-01-01T00:00:00Z\"}");
        write(root.resolve("etc/keelson/health.yaml"), """
                deadline: 200ms
                checks:
                - script: ["true"]
                - tcp: localhost:1
                - http: {url: "http://localhost:1/", body: x}
                """);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }

    private static void delete(Path directory) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(directory)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
