package io.keelson.ostree.remote;

import static io.keelson.ostree.Ostree.ostree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.ostree.Mode;
import io.keelson.ostree.Repository;
import io.keelson.ostree.remote.Remotes.Existing;
import io.keelson.release.KeelsonException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemotesTest {
    @TempDir
    Path dir;

    private static Remote remote(String name, String url) {
        return new Remote(name, new LinkedHashMap<>(Map.of("url", url)));
    }

    @Test
    void theRealOneReadsWhatWeWriteAndWeReadWhatItWrites() throws Exception {
        Path path = dir.resolve("repo");
        try (Repository repo = Repository.init(path, Mode.ARCHIVE)) {
            new Remotes(repo, null).add(remote("ours", "http://example.com/ours"), Existing.REFUSED);
        }
        ostree("remote", "--repo=" + path, "add", "--no-gpg-verify", "theirs", "http://example.com/a b");
        assertThat(ostree("remote", "--repo=" + path, "show-url", "ours")).isEqualTo("http://example.com/ours");
        try (Repository repo = Repository.open(path)) {
            Remotes remotes = new Remotes(repo, null);
            assertThat(remotes.names()).containsExactly("ours", "theirs");
            assertThat(remotes.get("theirs").url()).isEqualTo("http://example.com/a b");
            assertThat(remotes.get("theirs").flag("gpg-verify", true)).isFalse();
            assertThat(remotes.delete("ours")).isTrue();
            assertThat(remotes.delete("ours")).isFalse();
        }
        assertThat(ostree("remote", "--repo=" + path, "list")).isEqualTo("theirs");
    }

    @Test
    void aDirectoryHoldsRemotesToo() throws Exception {
        Path further = dir.resolve("etc/remotes.d");
        try (Repository repo = Repository.init(dir.resolve("repo"), Mode.ARCHIVE)) {
            Remotes remotes = new Remotes(repo, further);
            remotes.add(remote("a", "http://example.com/1"), Existing.REFUSED);
            assertThat(further.resolve("a.conf")).exists();
            assertThatThrownBy(() -> remotes.add(remote("a", "http://example.com/2"), Existing.REFUSED))
                    .isInstanceOf(KeelsonException.class)
                    .hasMessageContaining("already exists");
            remotes.add(remote("a", "http://example.com/3"), Existing.KEPT);
            assertThat(remotes.get("a").url()).isEqualTo("http://example.com/1");
            remotes.add(remote("a", "http://example.com/4"), Existing.REPLACED);
            assertThat(remotes.get("a").url()).isEqualTo("http://example.com/4");
            assertThat(remotes.delete("a")).isTrue();
            assertThat(further).isEmptyDirectory();
        }
    }

    @Test
    void namesThatLeadElsewhereAreRefused() throws Exception {
        try (Repository repo = Repository.init(dir.resolve("repo"), Mode.ARCHIVE)) {
            Remotes remotes = new Remotes(repo, dir.resolve("further"));
            assertThatThrownBy(() -> remotes.add(remote("../x", "http://example.com"), Existing.REFUSED))
                    .hasMessage("Invalid remote name ../x");
            assertThatThrownBy(() -> CookieJar.of(repo, "../x")).hasMessage("Invalid remote name ../x");
            assertThatThrownBy(() -> remotes.get("none")).hasMessage("Remote \"none\" not found");
        }
    }

    @Test
    void cookiesGoWhereTheyBelong() throws Exception {
        CookieJar jar = new CookieJar(dir.resolve("jar"));
        jar.add(new CookieJar.Cookie("example.com", "/repo", true, 2_000_000_000L, "a", "1"));
        jar.add(new CookieJar.Cookie(".example.com", "/", false, 1, "b", "2"));
        CookieJar.Cookie exact = jar.cookies().getFirst();
        assertThat(exact.suits("example.com", "/repo/config", true, 1_000)).isTrue();
        assertThat(exact.suits("example.com", "/repo/config", false, 1_000)).isFalse();
        assertThat(exact.suits("example.com", "/repository", true, 1_000)).isFalse();
        assertThat(exact.suits("sub.example.com", "/repo", true, 1_000)).isFalse();
        CookieJar.Cookie wide = jar.cookies().getLast();
        assertThat(wide.suits("sub.example.com", "/any", false, 0)).isTrue();
        assertThat(wide.suits("badexample.com", "/any", false, 0)).isFalse();
        assertThat(wide.suits("example.com", "/any", false, 2)).isFalse();
        jar.delete("example.com", "/repo", "a");
        assertThat(Files.readString(jar.file())).doesNotContain("/repo");
        assertThatThrownBy(() -> jar.delete("example.com", "/repo", "a")).hasMessage("Cookie not found in jar");
    }
}
