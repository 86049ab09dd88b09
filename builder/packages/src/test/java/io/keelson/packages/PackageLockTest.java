package io.keelson.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageLockTest {
    private static final Digest TREEFILE = Digest.of(new byte[] {1});

    @TempDir
    Path directory;

    @Test
    void isReadAsItWasWritten() throws IOException {
        PackageLock lock = new PackageLock(List.of(pkg("z", "1:2-3"), pkg("a", "1"), pkg("a\"\\", "1~é")), TREEFILE);
        Path file = directory.resolve("keelson.lock");
        lock.write(file);
        assertThat(PackageLock.read(file)).isEqualTo(lock);
        assertThat(directory.toFile().list()).containsExactly("keelson.lock");
        assertThat(PackageLock.of(List.of()).toJson()).isEqualTo("{\n  \"format\": 1,\n  \"packages\": []\n}\n");
    }

    @Test
    void hasOneSortedLineForEachPackage() throws IOException {
        PackageLock lock = PackageLock.of(List.of(pkg("b", "2"), pkg("a", "1")));
        assertThat(lock.toJson().lines())
                .hasSize(7)
                .element(3)
                .asString()
                .isEqualTo("    {\"name\": \"a\", \"version\": \"1\", \"arch\": \"amd64\", \"repo\": \"bookworm\", "
                        + "\"url\": \"http://deb.example/a.deb\", \"sha256\": \""
                        + pkg("a", "1").sha256() + "\", \"size\": 7},");
    }

    @Test
    void errorsNameThePlace() throws IOException {
        String good = PackageLock.of(List.of(pkg("a", "1"))).toJson();
        assertWrong(good.replace("\"size\": 7", "\"size\": \"7\""), ":4:", "'size' is a number of bytes");
        assertWrong(good.replace("\"size\": 7", "\"length\": 7"), ":4:", "a package has no 'length'");
        assertWrong(good.replace(", \"size\": 7", ""), ":4:", "'size' is missing");
        assertWrong(good.replaceAll("\"sha256\": \".", "\"sha256\": \"X"), ":4:", "64 lowercase");
        assertWrong(good.replace("\"format\": 1", "\"format\": 9"), ":2:13:", "format 9 is not known");
        assertWrong(good.replace("\"format\": 1,", ""), "", "'format' is missing");
        assertWrong(good.replace("]", ""), ":6:", "");
        assertWrong(good + "x", ":7:1:", "");
        assertWrong("", ":1:1:", "a lockfile is an object");
        String line = good.lines().skip(3).findFirst().orElseThrow();
        assertWrong(good.replace(line, line + ",\n" + line), "", "a for amd64 is locked twice");
    }

    @Test
    void aMissingLockfileHasAHint() {
        assertThatThrownBy(() -> PackageLock.read(directory.resolve("none")))
                .isInstanceOfSatisfying(
                        KeelsonException.class, e -> assertThat(e.hint()).contains("--lock-update"))
                .hasMessageContaining("none");
    }

    @Test
    void tellsWhatChanges() throws IOException {
        LockedPackage rebuilt = new LockedPackage("same", "1", "amd64", "x", "u", TREEFILE, 7);
        PackageLock before = PackageLock.of(
                List.of(pkg("gone", "1"), pkg("up", "1.9"), pkg("down", "1.0"), pkg("same", "1"), pkg("kept", "1")));
        PackageLock after = PackageLock.of(
                List.of(pkg("new", "1"), pkg("up", "1.10"), pkg("down", "1.0~rc1"), rebuilt, pkg("kept", "1")));
        LockDiff diff = before.diff(after);
        assertThat(diff.toText()).isEqualTo("""
                Upgraded:
                  up 1.9 amd64 -> 1.10
                Downgraded:
                  down 1.0 amd64 -> 1.0~rc1
                Rebuilt:
                  same 1 amd64
                Removed:
                  gone 1 amd64
                Added:
                  new 1 amd64
                """);
        var json = new ObjectMapper().readTree(diff.toJson());
        assertThat(json.at("/upgraded/0/to/version").asText()).isEqualTo("1.10");
        assertThat(json.at("/added/0/name").asText()).isEqualTo("new");
        assertThat(before.diff(before).isEmpty()).isTrue();
        assertThat(before.diff(before).toText()).isEqualTo("No change.\n");
    }

    @Test
    void aResolutionIsALockWithReasons() throws IOException {
        Request request = new Request("b", "x.yaml:1:2");
        Resolution resolution = new Resolution(
                List.of(
                        new Selected(pkg("z", "1"), new Reason.Needed("b 1", "Depends", "z")),
                        new Selected(pkg("b", "1"), new Reason.Requested(request)),
                        new Selected(pkg("a", "1"), new Reason.Essential())),
                List.of("a note"));
        Path file = Files.writeString(directory.resolve("resolution"), resolution.toJson(TREEFILE));
        assertThat(PackageLock.read(file)).isEqualTo(resolution.lock(TREEFILE));
        var json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.at("/order").toString()).isEqualTo("[2,1,0]");
        assertThat(json.at("/why/2/by").asText()).isEqualTo("b 1");
        assertThat(json.at("/why/1/origin").asText()).isEqualTo("x.yaml:1:2");
        assertThat(Resolution.read(file)).isEqualTo(resolution);
    }

    private void assertWrong(String text, String place, String what) throws IOException {
        Path file = Files.writeString(directory.resolve("bad"), text);
        assertThatThrownBy(() -> PackageLock.read(file))
                .isInstanceOf(KeelsonException.class)
                .hasMessageStartingWith(file + place)
                .hasMessageContaining(what);
    }

    private static LockedPackage pkg(String name, String version) {
        Digest digest = Digest.of((name + version).getBytes(StandardCharsets.UTF_8));
        return new LockedPackage(
                name,
                version,
                "amd64",
                "bookworm",
                "http://deb.example/" + name.replaceAll("\\W", "") + ".deb",
                digest,
                7);
    }
}
