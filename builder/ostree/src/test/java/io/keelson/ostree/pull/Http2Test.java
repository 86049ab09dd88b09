package io.keelson.ostree.pull;

import static io.keelson.ostree.Ostree.ostree;
import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.ostree.Mode;
import io.keelson.ostree.Repository;
import io.keelson.ostree.TestTree;
import io.keelson.ostree.fetch.FetchSettings;
import io.keelson.ostree.fetch.Identity;
import io.keelson.ostree.remote.Remote;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A pull from nghttpd, a server that speaks nothing but HTTP/2 and writes down each frame.
class Http2Test {
    private static final Pattern REQUEST = Pattern.compile("\\[id=(\\d+)] .* recv HEADERS frame .*stream_id=(\\d+)>");
    private static final Pattern CLOSED = Pattern.compile("\\[id=(\\d+)] .* stream_id=(\\d+) closed");

    @TempDir
    Path dir;

    /// What a server saw.
    private record Traffic(Set<String> connections, Set<String> requests, int mostAtATime) {
        static Traffic of(Path log) throws IOException {
            Set<String> connections = new HashSet<>();
            Set<String> requests = new HashSet<>();
            Set<String> open = new HashSet<>();
            int most = 0;
            for (String line : Files.readAllLines(log)) {
                String plain = line.replaceAll("\u001b\\[[0-9;]*m", "");
                Matcher request = REQUEST.matcher(plain);
                Matcher closed = CLOSED.matcher(plain);
                if (request.find()) {
                    connections.add(request.group(1));
                    requests.add(request.group(1) + "/" + request.group(2));
                    open.add(request.group(1) + "/" + request.group(2));
                    most = Math.max(most, open.size());
                } else if (closed.find()) {
                    open.remove(closed.group(1) + "/" + closed.group(2));
                }
            }
            return new Traffic(connections, requests, most);
        }
    }

    @Test
    void manyRequestsShareOneConnection() throws Exception {
        Path source = dir.resolve("source");
        ostree("init", "--repo=" + source, "--mode=archive");
        Path tree = TestTree.random(dir.resolve("tree"), 3);
        ostree("commit", "--repo=" + source, "--canonical-permissions", "--no-xattrs", "-b", "main", tree);
        ostree("summary", "--repo=" + source, "--update");
        Identity identity = Identity.make(dir, "server");
        int port = freePort();
        Path log = dir.resolve("log");
        Process server = new ProcessBuilder(
                        "nghttpd",
                        "--verbose",
                        "--address=127.0.0.1",
                        "--htdocs=" + source,
                        Integer.toString(port),
                        identity.key().toString(),
                        identity.certificate().toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try (Repository repo = Repository.init(dir.resolve("here"), Mode.BARE_USER)) {
            await(port);
            PullResult result;
            try (SlowLine line = new SlowLine(port)) {
                result = pull(repo, line.port(), identity);
            }
            assertThat(result.fetchedContent()).isGreaterThan(30);
            assertThat(ostree("fsck", "--repo=" + repo.path())).contains("no errors found");
        } finally {
            server.destroy();
            server.waitFor();
        }
        Traffic traffic = Traffic.of(log);
        assertThat(traffic.connections()).hasSize(1);
        assertThat(traffic.requests()).hasSizeGreaterThan(40);
        assertThat(traffic.mostAtATime()).isGreaterThan(8);
    }

    private static PullResult pull(Repository repo, int port, Identity server) throws IOException {
        FetchSettings.Tls tls = new FetchSettings.Tls(false, server.certificate(), null, null);
        FetchSettings fetch = new FetchSettings("test", List.of(), List.of(), 0, null, true, tls, null);
        RemoteSettings settings = new RemoteSettings(false, false, DeltaUse.NEVER, false, null, List.of(), null, fetch);
        Remote remote = new Remote("origin", new LinkedHashMap<>(Map.of("url", "https://127.0.0.1:" + port)));
        return new RemotePull(repo, remote, settings, PullScope.COMMIT, PullRules.DEFAULT, PullVerifier.NONE)
                .run(List.of(new WantedRef("main", null)));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void await(int port) throws Exception {
        for (int i = 0; ; i++) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                assertThat(i).as("attempts to reach nghttpd").isLessThan(200);
                Thread.sleep(50);
            }
        }
    }
}
