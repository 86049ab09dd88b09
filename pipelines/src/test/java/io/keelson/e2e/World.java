package io.keelson.e2e;

import io.keelson.release.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A signed apt repository on disk. Its one essential package `base` is made of this machine's own shell,
/// dpkg and coreutils, so scripts of packages run as on a real Debian and a compose takes seconds.
final class World {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final String BASE = """
            root=$1/base
            mkdir -p $root/usr/{bin,sbin,lib64} $root/{etc,var/tmp,DEBIAN}
            export PATH=/usr/sbin:/usr/bin:/sbin:/bin
            for tool in dash dpkg dpkg-query dpkg-deb dpkg-split dpkg-trigger dpkg-divert rm tar find diff xargs \\
                    cat chmod chown cp id ln ls mkdir mkfifo mv sleep touch; do
                cp -L $(command -v $tool) $root/usr/bin/$tool
            done
            for tool in ldconfig start-stop-daemon; do
                cp -L $(command -v $tool) $root/usr/sbin/$tool
            done
            ln -s dash $root/usr/bin/sh
            for program in $root/usr/*bin/*; do
                { ldd $program 2>/dev/null || true; } | { grep -o '/[^ ]*' || true; }
            done | sort -u | while read -r lib; do
                place=$root/usr$(dirname ${lib#/usr})
                mkdir -p $place
                cp -nL $lib $place/
            done
            echo root:x:0:0:root:/root:/bin/sh > $root/etc/passwd
            echo root:x:0: > $root/etc/group
            echo 'root:*:19000:0:99999:7:::' > $root/etc/shadow
            printf 'ID=test\\nNAME=Test\\nVERSION_ID=1\\n' > $root/etc/os-release
            cat > $root/DEBIAN/control <<END
            Package: base
            Version: 1
            Architecture: $(dpkg --print-architecture)
            Essential: yes
            Maintainer: Test <test@example.org>
            Description: what scripts need
            END
            dpkg-deb -Znone --root-owner-group -b $root $1/base.deb
            rm -r $root
            """;

    private static final String KEY = """
            export GNUPGHOME=$1/gnupg
            mkdir -m 700 $GNUPGHOME
            gpg --batch --quiet --passphrase '' --quick-generate-key 'world <world@example.org>' ed25519 sign 2y
            gpg --batch --quiet --passphrase '' --quick-generate-key 'other <other@example.org>' ed25519 sign 2y
            gpg --batch --export world@example.org > $1/world.gpg
            """;

    private final Path dir;
    private final Map<String, String> stanzas = new TreeMap<>();

    /// Made once for all tests of the run: the keys and the package of real programs.
    private static final class Shared {
        static final Path DIR = make();

        private static Path make() {
            try {
                Path dir = Files.createTempDirectory("keelson-world");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(dir)));
                Shell.run(dir, BASE, dir);
                Shell.run(dir, KEY, dir);
                return dir;
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void remove(Path dir) {
            try {
                Shell.run(dir, "gpgconf --homedir $1/gnupg --kill all; rm -rf -- $1", dir);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    World(Path dir) throws IOException, InterruptedException {
        this.dir = Files.createDirectories(dir);
        Files.createDirectories(dir.resolve("pool"));
        Files.createDirectories(dir.resolve("dists/stable/main/binary-" + architecture()));
        Files.copy(Shared.DIR.resolve("base.deb"), pool("base"));
        Files.copy(Shared.DIR.resolve("world.gpg"), dir.resolve("world.gpg"));
        list("base", Shell.run(dir, "dpkg-deb -f pool/base.deb") + "\n");
    }

    /// Debian's name of this machine's architecture.
    static String architecture() throws IOException, InterruptedException {
        return Shell.run(Path.of("/"), "dpkg --print-architecture");
    }

    /// Puts a package there, in place of one of the same name; [#publish] makes it known.
    World add(Deb deb) throws IOException {
        deb.write(pool(deb.name()));
        return list(deb.name(), deb.control());
    }

    /// Makes the index say what the file now is, whoever changed it.
    World relist(String name) throws IOException {
        String stanza = stanzas.get(name);
        return list(name, stanza.substring(0, stanza.indexOf("Filename: ")));
    }

    private World list(String name, String control) throws IOException {
        Path file = pool(name);
        stanzas.put(
                name,
                control + "Filename: pool/" + name + ".deb\nSize: " + Files.size(file) + "\nSHA256: "
                        + Digest.of(file).hex() + "\n");
        return this;
    }

    Path pool(String name) {
        return dir.resolve("pool/" + name + ".deb");
    }

    /// Writes the index and a Release that is good for a week.
    World publish() throws IOException, InterruptedException {
        return publish("world", Instant.now().plus(Duration.ofDays(7)));
    }

    /// The same, signed by `world`, which the sources trust, or `other`.
    World publish(String key, Instant validUntil) throws IOException, InterruptedException {
        String index = "main/binary-" + architecture() + "/Packages";
        Path file = dir.resolve("dists/stable").resolve(index);
        Files.writeString(file, String.join("\n", stanzas.values()));
        String release = """
                Origin: World
                Suite: stable
                Codename: stable
                Date: %s
                Valid-Until: %s
                Architectures: %s
                Components: main
                SHA256:
                 %s %d %s
                """.formatted(
                        DATE.format(Instant.now().minus(Duration.ofDays(1))),
                        DATE.format(validUntil),
                        architecture(),
                        Digest.of(file).hex(),
                        Files.size(file),
                        index);
        Files.writeString(dir.resolve("Release"), release);
        Shell.run(
                dir,
                "gpg --homedir $1 --batch --quiet --yes -u $2@example.org --clearsign -o dists/stable/InRelease Release",
                Shared.DIR.resolve("gnupg"),
                key);
        return this;
    }

    /// What a `.sources` file says of it.
    String sources() {
        return "Types: deb\nURIs: file:" + dir + "\nSuites: stable\nComponents: main\nSigned-By: " + dir
                + "/world.gpg\n";
    }
}
