package io.keelson.ostree.serve;

import static io.keelson.ostree.Ostree.ostree;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.ostree.Mode;
import io.keelson.ostree.Repository;
import io.keelson.ostree.TestTree;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before each test
class RepositoryServerTest {
    /// What no client needs, and ways out of the repository.
    private static final List<String> OTHERS = List.of(
            "/",
            "/objects",
            "/objects/",
            "/.lock",
            "/tmp/",
            "/state/",
            "/refs/heads",
            "/refs/remotes/origin/main",
            "/../secret",
            "/objects/../../secret",
            "/%2e%2e/secret",
            "/objects/%2e%2e/%2e%2e/secret",
            "/..%2fsecret",
            "/refs/heads/..%2f..%2f..%2fsecret",
            "/refs/heads/%2e%2e/%2e%2e/.lock",
            "/refs/heads/out",
            "/refs/heads/outdir/secret",
            "/refs/heads//os/main",
            "/refs/heads/os/./main",
            "/summary/",
            "/summary%00",
            "/refs/heads/os",
            "/refs/heads/os/main/x",
            "/deltas/xx/yy/other",
            "/objects/ab/cd.file",
            "/refs/heads/loop");

    @TempDir
    Path dir;

    private Path path = Path.of("");
    private String commit = "";
    private Repository repo;
    private RepositoryServer server;

    @BeforeEach
    void publish() throws Exception {
        path = dir.resolve("repo");
        ostree("init", "--repo=" + path, "--mode=archive");
        ostree("config", "--repo=" + path, "set", "core.fsync", "false");
        Path tree = TestTree.random(dir.resolve("tree"), 3);
        ostree("commit", "--repo=" + path, "--canonical-permissions", "--no-xattrs", "-b", "os/main", tree);
        ostree("summary", "--repo=" + path, "--update");
        commit = ostree("rev-parse", "--repo=" + path, "os/main");
        repo = Repository.open(path);
        server = RepositoryServer.start(repo, "127.0.0.1", 0);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        repo.close();
    }

    /// An answer as it came over the wire.
    private record Answer(int status, String head, String body) {
        String header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElse("");
        }
    }

    /// Sends exactly these bytes, which a well-behaved client would not always let through.
    private Answer send(String method, String target, String... headers) throws IOException {
        URI address = server.address();
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            List<String> lines = new ArrayList<>(List.of(method + " " + target + " HTTP/1.1", "Host: localhost"));
            lines.addAll(List.of(headers));
            lines.add("Connection: close");
            socket.getOutputStream().write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(ISO_8859_1));
            String all = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            int end = all.indexOf("\r\n\r\n");
            return new Answer(Integer.parseInt(all.split(" ", 3)[1]), all.substring(0, end), all.substring(end + 4));
        }
    }

    @Test
    void theRealOstreePulls() throws Exception {
        String client = "--repo=" + dir.resolve("client");
        ostree("init", client, "--mode=bare-user");
        ostree("remote", "add", client, "--no-gpg-verify", "origin", server.address());
        ostree("pull", client, "origin", "os/main");
        assertThat(ostree("rev-parse", client, "origin:os/main")).isEqualTo(commit);
        assertThat(ostree("fsck", client)).contains("no errors found");
        String mirror = "--repo=" + dir.resolve("mirror");
        ostree("init", mirror, "--mode=archive");
        ostree("remote", "add", mirror, "--no-gpg-verify", "origin", server.address());
        ostree("pull", mirror, "--mirror", "origin");
        assertThat(dir.resolve("mirror/summary")).hasSameBinaryContentAs(path.resolve("summary"));
    }

    @Test
    void wholeAndParts() throws Exception {
        String content = Files.readString(path.resolve("summary"), ISO_8859_1);
        int size = content.length();
        Answer whole = send("GET", "/summary");
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(content);
        Answer head = send("HEAD", "/summary");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo(Integer.toString(size));
        assertThat(head.body()).isEmpty();
        Answer part = send("GET", "/summary", "Range: bytes=10-19");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(content.substring(10, 20));
        assertThat(part.header("Content-Range")).isEqualTo("bytes 10-19/" + size);
        assertThat(send("GET", "/summary", "Range: bytes=20-").body()).isEqualTo(content.substring(20));
        assertThat(send("GET", "/summary", "Range: bytes=-7").body()).isEqualTo(content.substring(size - 7));
        Answer behind = send("GET", "/summary", "Range: bytes=" + size + "-");
        assertThat(behind.status()).isEqualTo(416);
        assertThat(behind.header("Content-Range")).isEqualTo("bytes */" + size);
        for (String nonsense : List.of("bytes=5-2", "bytes=-", "lines=1-2", "bytes=0-1,4-5", "bytes=a-b")) {
            assertThat(send("GET", "/summary", "Range: " + nonsense).body())
                    .as(nonsense)
                    .isEqualTo(content);
        }
    }

    @Test
    void whatIsKnownIsNotSentAgain() throws Exception {
        Answer first = send("GET", "/summary");
        String etag = first.header("ETag");
        assertThat(etag).startsWith("\"");
        Answer again = send("GET", "/summary", "If-None-Match: \"other\", " + etag);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        String date = first.header("Last-Modified");
        assertThat(send("GET", "/summary", "If-Modified-Since: " + date).status())
                .isEqualTo(304);
        assertThat(send("GET", "/summary", "If-Modified-Since: Sat, 01 Jan 2000 00:00:00 GMT")
                        .status())
                .isEqualTo(200);
        assertThat(send("GET", "/summary", "If-Range: " + etag, "Range: bytes=0-0")
                        .status())
                .isEqualTo(206);
        assertThat(send("GET", "/summary", "If-Range: \"other\"", "Range: bytes=0-0")
                        .status())
                .isEqualTo(200);
        ostree("summary", "--repo=" + path, "--update");
        assertThat(send("GET", "/summary", "If-None-Match: " + etag).status()).isEqualTo(200);
    }

    @Test
    void nothingElseIsPublished() throws Exception {
        Path secret = Files.writeString(dir.resolve("secret"), "secret");
        Files.createSymbolicLink(path.resolve("refs/heads/out"), secret);
        Files.createSymbolicLink(path.resolve("refs/heads/outdir"), dir);
        Files.createSymbolicLink(path.resolve("refs/heads/loop"), Path.of("loop"));
        Files.createDirectories(path.resolve("refs/remotes/origin"));
        Files.writeString(path.resolve("refs/remotes/origin/main"), "secret");
        for (String target : OTHERS) {
            Answer answer = send("GET", target);
            assertThat(answer.status()).as(target).isIn(400, 404);
            assertThat(answer.body()).as(target).doesNotContain("secret");
        }
    }

    @Test
    void aliasesAreRefs() throws Exception {
        ostree("refs", "--repo=" + path, "-A", "--create=alias", "os/main");
        assertThat(send("GET", "/refs/heads/alias").body().strip()).isEqualTo(commit);
    }

    @Test
    void theConfigurationKeepsItsSecrets() throws Exception {
        Files.writeString(
                path.resolve("config"), "\n[remote \"r\"]\nurl=http://me:secret@host\n", StandardOpenOption.APPEND);
        Answer answer = send("GET", "/config");
        assertThat(answer.body())
                .startsWith("[core]\n")
                .contains("mode=archive-z2")
                .doesNotContain("secret");
    }

    @Test
    void onlyReading() throws Exception {
        Answer answer = send("PUT", "/summary", "Content-Length: 0");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void onlyArchivesAreServedAndPortsOnce() throws Exception {
        try (Repository bare = Repository.init(dir.resolve("bare"), Mode.BARE_USER)) {
            assertThatThrownBy(() -> RepositoryServer.start(bare, "127.0.0.1", 0))
                    .isInstanceOf(KeelsonException.class)
                    .hasMessageContaining("only archive repositories");
        }
        int taken = server.address().getPort();
        assertThatThrownBy(() -> RepositoryServer.start(repo, "127.0.0.1", taken))
                .isInstanceOf(KeelsonException.class)
                .hasMessageContaining("port " + taken);
    }
}
