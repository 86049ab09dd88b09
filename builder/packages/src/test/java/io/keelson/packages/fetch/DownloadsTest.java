package io.keelson.packages.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import io.keelson.release.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadsTest {
    private static final FetchOptions FAST =
            FetchOptions.of(Map.of()).withPatience(3, Duration.ofMillis(5), Duration.ofSeconds(20));

    @TempDir
    Path dir;

    private FileServer server;
    private ContentCache cache;

    @BeforeEach
    void start() throws IOException {
        server = new FileServer(Files.createDirectories(dir.resolve("www")));
        cache = new ContentCache(dir.resolve("cache"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void fetchesEachFileOnceAndCountsItsBytes() throws Exception {
        List<Wanted> wanted = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            wanted.add(publish("file " + i, "f" + i, 10_000 + i));
        }
        wanted.add(
                new Wanted("again", wanted.getFirst().uri(), wanted.getFirst().sha256(), 10_000));
        wanted.add(publish("empty", "empty", 0));
        wanted.add(
                new Wanted("local", dir.resolve("www/f1").toUri(), wanted.get(1).sha256(), 10_001));
        ConcurrentLinkedQueue<Fetched> ready = new ConcurrentLinkedQueue<>();
        AtomicLong counted = new AtomicLong();

        new Downloads(cache, FAST, counting(counted)).fetchAll(wanted, ready::add);

        assertThat(ready).extracting(Fetched::wanted).containsExactlyInAnyOrderElementsOf(wanted);
        for (Fetched one : ready) {
            assertThat(Digest.of(one.file())).isEqualTo(one.wanted().sha256());
        }
        assertThat(counted.get())
                .isEqualTo(Stream.iterate(0, i -> i < 30, i -> i + 1)
                        .mapToLong(i -> 10_000 + i)
                        .sum());
        assertThat(server.log()).hasSize(31);

        new Downloads(cache, FAST, Progress.SILENT).fetchAll(wanted, _ -> {});
        assertThat(server.log()).as("all from the cache").hasSize(31);
    }

    @Test
    void resumesAfterACutConnection() throws Exception {
        Wanted wanted = publish("tool", "tool.deb", 500_000);
        server.fail("tool.deb", FileServer.cutAfter(300_000));

        assertThat(Digest.of(fetch(wanted))).isEqualTo(wanted.sha256());
        assertThat(server.log()).hasSize(2);
        assertThat(server.log().get(1)).matches("/tool.deb bytes=[1-9][0-9]*-");
    }

    @Test
    void resumesWhatAnEarlierRunLeftAndStartsAfreshWhenItWasWrong() throws Exception {
        Wanted wanted = publish("tool", "tool.deb", 100_000);
        Path partial = cache.partial(wanted.sha256());
        Files.write(partial, Arrays.copyOf(Files.readAllBytes(dir.resolve("www/tool.deb")), 60_000));
        assertThat(Digest.of(fetch(wanted))).isEqualTo(wanted.sha256());
        assertThat(server.log()).containsExactly("/tool.deb bytes=60000-");
        assertThat(partial).doesNotExist();

        Wanted other = publish("other", "other.deb", 100_000);
        Files.write(cache.partial(other.sha256()), new byte[70_000]);
        assertThat(Digest.of(fetch(other))).isEqualTo(other.sha256());
        assertThat(server.log().subList(1, 3)).containsExactly("/other.deb bytes=70000-", "/other.deb null");

        Wanted full = publish("full", "full.deb", 1000);
        Files.write(cache.partial(full.sha256()), new byte[1000]);
        assertThat(Digest.of(fetch(full))).isEqualTo(full.sha256());
    }

    @Test
    void retriesWhatMayPassAndNotWhatWillNot() throws Exception {
        Wanted wanted = publish("tool", "tool.deb", 1000);
        server.fail("tool.deb", FileServer.status(503), FileServer.status(429));
        fetch(wanted);
        assertThat(server.log()).hasSize(3);

        Wanted busy = publish("busy", "busy.deb", 1000);
        server.fail("busy.deb", FileServer.status(500), FileServer.status(502), FileServer.status(503));
        assertThatThrownBy(() -> fetch(busy))
                .isInstanceOf(KeelsonException.class)
                .hasMessage("cannot fetch busy from " + busy.uri() + ": the server answered 503");
        assertThat(server.log()).hasSize(6);

        Wanted missing = new Wanted("missing", server.uri("missing"), Digest.of(new byte[] {1}), 1);
        assertThatThrownBy(() -> fetch(missing)).hasMessageContaining("the server has no such file (404)");
        assertThat(server.log()).hasSize(7);
    }

    @Test
    void reportsAllFailuresTogetherAndDeliversTheRest() throws Exception {
        Wanted good = publish("good 1", "good.deb", 1000);
        Wanted wrong = publish("wrong 1", "wrong.deb", 1000);
        Files.write(dir.resolve("www/wrong.deb"), new byte[1000]);
        Wanted size = publish("size 1", "size.deb", 1000);
        Files.write(dir.resolve("www/size.deb"), new byte[999]);
        Wanted scheme = new Wanted("ftp 1", URI.create("ftp://u:secret@h/x"), Digest.of(new byte[] {2}), 1);
        Wanted local = new Wanted("local 1", dir.resolve("nothing").toUri(), Digest.of(new byte[] {3}), 1);
        List<Fetched> ready = new ArrayList<>();

        assertThatThrownBy(() -> downloads().fetchAll(List.of(wrong, size, scheme, local, good), ready::add))
                .isInstanceOf(KeelsonException.class)
                .hasMessage(String.join(
                        "\n",
                        "cannot fetch ftp 1 from ftp://h/x: the scheme of this address is not supported",
                        "cannot fetch local 1 from " + local.uri() + ": no such file",
                        "cannot fetch size 1 from " + size.uri() + ": it has 999 bytes, expected 1000",
                        "cannot fetch wrong 1 from " + wrong.uri() + ": its SHA-256 is " + Digest.of(new byte[1000])
                                + ", expected " + wrong.sha256()));
        assertThat(ready).extracting(Fetched::wanted).containsExactly(good);
        assertThat(cache.find(wrong.sha256())).isEmpty();
        assertThat(cache.partial(wrong.sha256())).isEmptyFile();
    }

    @Test
    void followsRedirectsButKeepsThePasswordAtHome() throws Exception {
        Wanted there = publish("tool", "tool.deb", 1000);
        List<String> passwords = new ArrayList<>();
        server.fail("from", (exchange, _) -> {
            passwords.add(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getResponseHeaders().set("Location", "next");
            exchange.sendResponseHeaders(302, -1);
        });
        server.fail("next", (exchange, _) -> {
            passwords.add(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getResponseHeaders().set("Location", "http://localhost:" + server.port() + "/last");
            exchange.sendResponseHeaders(307, -1);
        });
        server.fail("last", (exchange, _) -> {
            passwords.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.getResponseHeaders().set("Location", "/tool.deb");
            exchange.sendResponseHeaders(301, -1);
        });
        URI uri = URI.create(server.uri("from").toString().replace("//", "//user:pw@"));

        fetch(new Wanted("tool", uri, there.sha256(), there.size()));
        assertThat(passwords).containsExactly("Basic dXNlcjpwdw==", "Basic dXNlcjpwdw==", "null");

        Wanted loop = new Wanted("loop", server.uri("loop"), Digest.of(new byte[] {9}), 1);
        FileServer.Fault again = (exchange, _) -> {
            exchange.getResponseHeaders().set("Location", "/loop");
            exchange.sendResponseHeaders(302, -1);
        };
        server.fail("loop", again, again, again, again, again, again, again, again, again);
        assertThatThrownBy(() -> fetch(loop))
                .hasMessageEndingWith("the server answered 302")
                .satisfies(e -> assertThat(((KeelsonException) e).hint()).contains("redirects too often"));
    }

    @Test
    void aStalledServerIsLeft() throws Exception {
        Wanted wanted = publish("slow", "slow.deb", 100_000);
        FileServer.Fault stall = (exchange, content) -> {
            exchange.sendResponseHeaders(200, content.length);
            OutputStream out = exchange.getResponseBody();
            out.write(content, 0, 50_000);
            out.flush();
            Thread.sleep(5_000);
        };
        server.fail("slow.deb", stall);
        FetchOptions impatient = FAST.withPatience(2, Duration.ofMillis(5), Duration.ofMillis(400));

        new Downloads(cache, impatient, Progress.SILENT).fetchAll(List.of(wanted), _ -> {});
        assertThat(server.log()).hasSize(2);
    }

    @Test
    void aDeadHostIsTriedForOneFileOnly() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        List<Wanted> wanted = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            URI uri = URI.create("http://127.0.0.1:" + port + "/" + i);
            wanted.add(new Wanted("p" + i, uri, Digest.of(new byte[] {(byte) i}), 1));
        }
        FetchOptions options = FAST.withPatience(3, Duration.ofMillis(300), Duration.ofSeconds(5));
        long start = System.nanoTime();

        assertThatThrownBy(() -> new Downloads(cache, options, Progress.SILENT).fetchAll(wanted, _ -> {}))
                .hasMessageContaining("no connection")
                .hasMessageEndingWith("... and 80 more");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void aFailingConsumerAndAnInterruptStopEverything() throws Exception {
        Wanted wanted = publish("tool", "tool.deb", 1000);
        IllegalStateException mine = new IllegalStateException("mine");
        assertThatThrownBy(() -> downloads().fetchAll(List.of(wanted), _ -> {
                    throw mine;
                }))
                .isSameAs(mine);

        Wanted slow = publish("slow", "slow.deb", 1000);
        server.fail("slow.deb", (_, _) -> Thread.sleep(10_000));
        Thread caller = Thread.currentThread();
        Thread.ofVirtual().start(() -> {
            while (server.log().size() < 2) {
                Thread.onSpinWait();
            }
            caller.interrupt();
        });
        assertThatThrownBy(() -> fetch(slow))
                .isInstanceOf(KeelsonException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(Digest.of(fetch(slow))).isEqualTo(slow.sha256());
    }

    @Test
    void cacheOnlyAsksNobody() throws Exception {
        Wanted wanted = publish("tool", "tool.deb", 1000);
        assertThatThrownBy(() -> new Downloads(cache, FAST.withCacheOnly(true), Progress.SILENT)
                        .fetchAll(List.of(wanted), _ -> {}))
                .hasMessageContaining("it is not in the cache");
        assertThat(server.log()).isEmpty();
    }

    @Test
    void aDamagedEntryIsFetchedAgain() throws Exception {
        Wanted wanted = publish("tool", "tool.deb", 1000);
        Path entry = fetch(wanted);
        Files.write(entry, new byte[10]);
        assertThat(Digest.of(fetch(wanted))).isEqualTo(wanted.sha256());
    }

    @Test
    void aKilledProcessLeavesACacheThatTheNextOneUses() throws Exception {
        Wanted wanted = publish("tool", "tool.deb", 2_000_000);
        server.fail("tool.deb", (exchange, content) -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, 1_500_000);
            exchange.getResponseBody().flush();
            Thread.sleep(60_000);
        });
        Process process = fork(wanted);
        Path partial = cache.partial(wanted.sha256());
        while (!Files.exists(partial) || Files.size(partial) < 1_000_000) {
            assertThat(process.isAlive()).isTrue();
            Thread.sleep(10);
        }
        process.destroyForcibly().waitFor();

        assertThat(cache.find(wanted.sha256())).isEmpty();
        assertThat(Digest.of(fetch(wanted))).isEqualTo(wanted.sha256());
        assertThat(server.log().getLast()).matches("/tool.deb bytes=1[0-9]{6}-");
    }

    @Test
    void twoProcessesFetchAFileOnce() throws Exception {
        Wanted wanted = publish("tool", "tool.deb", 200_000);
        server.fail("tool.deb", (exchange, content) -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, 100_000);
            exchange.getResponseBody().flush();
            Thread.sleep(3_000);
            exchange.getResponseBody().write(content, 100_000, 100_000);
        });
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            processes.add(fork(wanted));
        }
        for (Process process : processes) {
            assertThat(process.waitFor()).isZero();
        }
        assertThat(server.log()).hasSize(1);
        assertThat(Digest.of(fetch(wanted))).isEqualTo(wanted.sha256());
    }

    private Process fork(Wanted wanted) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FetchMain.class.getName(),
                        cache.directory().toString(),
                        wanted.uri().toString(),
                        wanted.sha256().hex(),
                        Long.toString(wanted.size()))
                .inheritIO()
                .start();
    }

    private Wanted publish(String label, String name, int size) throws IOException {
        byte[] content = new byte[size];
        new Random(name.hashCode()).nextBytes(content);
        Files.write(dir.resolve("www").resolve(name), content);
        return new Wanted(label, server.uri(name), Digest.of(content), size);
    }

    private Path fetch(Wanted wanted) {
        List<Path> files = new ArrayList<>();
        downloads().fetchAll(List.of(wanted), fetched -> files.add(fetched.file()));
        return files.getFirst();
    }

    private Downloads downloads() {
        return new Downloads(cache, FAST, Progress.SILENT);
    }

    private static Progress counting(AtomicLong counted) {
        return new Progress() {
            @Override
            public Task begin(String what, Unit unit, long total) {
                return new Task() {
                    @Override
                    public void advance(long units) {
                        counted.addAndGet(units);
                    }

                    @Override
                    public void detail(String text) {}

                    @Override
                    public void close() {}
                };
            }

            @Override
            public void note(String line) {}
        };
    }
}
