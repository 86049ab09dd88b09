package io.keelson.packages.apt;

import io.keelson.packages.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// A repository on disk whose Release is signed with real gpg.
final class TestRepository {
    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    static final String PACKAGES =
            "Package: tool\nVersion: 1\nArchitecture: amd64\nFilename: pool/tool_1%3a2+b.deb\n\n";

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Path dir;
    final Path www;

    TestRepository(Path dir) throws IOException {
        this.dir = Files.createDirectories(dir);
        this.www = Files.createDirectories(dir.resolve("www"));
    }

    /// Makes a key named `name` with a keyring `name.gpg` (binary) and `name.asc` (armoured).
    void key(String name, String algorithm, String gpgOptions) throws Exception {
        shell("""
                export GNUPGHOME=$PWD/gnupg-%1$s
                mkdir -m 700 $GNUPGHOME
                gpg --batch --quiet %3$s --passphrase '' --quick-generate-key '%1$s <%1$s@x>' %2$s sign 2y
                gpg --batch --export > %1$s.gpg
                gpg --batch --armor --export > %1$s.asc
                """.formatted(name, algorithm, gpgOptions));
    }

    void key(String name) throws Exception {
        key(name, "ed25519", "--faked-system-time 20260101T000000");
    }

    /// Writes `main/binary-amd64/Packages` of suite `stable` in every compression.
    void packages(String path, String content) throws Exception {
        Path file = www.resolve("dists/stable").resolve(path).resolve("Packages");
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        shell("""
                cd www/dists/stable/%s
                rm -f Packages.*
                xz -k Packages; gzip -nk Packages; zstd -q Packages; lz4 -q Packages Packages.lz4; bzip2 -k Packages
                """.formatted(path));
    }

    /// Writes the Release of suite `stable` over all files there.
    void release(String fields, String sums) throws Exception {
        shell("""
                cd www/dists/stable
                rm -f Release* InRelease
                printf '%%s' '%1$s' > ../Release.new
                for sum in %2$s; do
                    printf '%%s:\\n' ${sum^^}
                    find . -type f ! -path '*/by-hash/*' -printf '%%P\\n' | sort | while read -r f; do
                        printf ' %%s %%s %%s\\n' $(${sum}sum < $f | cut -d' ' -f1) $(stat -c %%s $f) $f
                    done
                done >> ../Release.new
                mv ../Release.new Release
                """.formatted(fields, sums));
    }

    void release() throws Exception {
        release(fields(NOW.minusSeconds(3600), NOW.plusSeconds(86400 * 7)), "md5 sha256");
    }

    static String fields(Instant date, Instant end) {
        return """
                Origin: Test
                Suite: stable
                Codename: rocky
                Date: %s
                Valid-Until: %s
                Acquire-By-Hash: no
                Architectures: all amd64 arm64
                Components: main extra
                No-Support-for-Architecture-all: Packages
                """.formatted(DATE.format(date), DATE.format(end));
    }

    /// Signs InRelease with each named key, with the clock of the test.
    void sign(String... keys) throws Exception {
        signWith("--clearsign -o InRelease", keys);
    }

    void signDetached(String key) throws Exception {
        signWith("--armor --detach-sign -o Release.gpg", key);
    }

    void signWith(String how, String... keys) throws Exception {
        StringBuilder users = new StringBuilder();
        String script = "mkdir -pm 700 gnupg-all; export GNUPGHOME=$PWD/gnupg-all\n";
        for (String key : keys) {
            script += "GNUPGHOME=$PWD/gnupg-" + key
                    + " gpg --batch --export-secret-keys | gpg --batch --quiet --import\n";
            users.append(" -u ").append(key).append("@x");
        }
        shell(script + "cd www/dists/stable; rm -f InRelease Release.gpg\n"
                + "gpg --batch --quiet --faked-system-time 20260601T100000 " + users + " " + how + " Release");
    }

    String shell(String script) throws IOException, InterruptedException {
        return Shell.run(dir, script);
    }

    Path path(String name) {
        return dir.resolve(name);
    }

    void replace(String file, String from, String to) throws IOException {
        Path path = www.resolve("dists/stable").resolve(file);
        String text = Files.readString(path);
        if (!text.contains(from)) {
            throw new AssertionError(file + " does not contain " + from);
        }
        Files.writeString(path, text.replace(from, to));
    }
}
