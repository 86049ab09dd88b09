package io.keelson.bootstrap.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A host and the repository it follows, with the real `ostree`, GPG and HTTP. Commands run as they do on a
/// booted host: in namespaces of their own, with a deployment as their root.
final class HostScene implements AutoCloseable {
    private static final String SIGN = "--gpg-sign=good@example.org";

    private final Path directory;
    private final HttpServer server;
    private final AtomicInteger answers = new AtomicInteger(Integer.MAX_VALUE);

    record Ended(int status, String out, String err) {
        Ended orFail() {
            assertThat(status).as(err + out).isZero();
            return this;
        }
    }

    private HostScene(Path directory, HttpServer server) {
        this.directory = directory;
        this.server = server;
    }

    static HostScene make(Path directory) throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        HostScene scene = new HostScene(directory.toRealPath(), server);
        server.createContext("/", scene::answer);
        server.start();
        for (String name : List.of("scene", "boot-menu")) {
            try (InputStream in = Objects.requireNonNull(HostScene.class.getResourceAsStream(name))) {
                Files.copy(in, directory.resolve(name));
            }
            assertThat(directory.resolve(name).toFile().setExecutable(true)).isTrue();
        }
        scene.scene("make", "http://127.0.0.1:" + server.getAddress().getPort()).orFail();
        return scene;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Path file = directory.resolve("remote" + exchange.getRequestURI().getPath());
            if (answers.getAndDecrement() <= 0) {
                exchange.sendResponseHeaders(503, -1);
            } else if (!Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                byte[] content = Files.readAllBytes(file);
                exchange.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
                exchange.getResponseBody().write(content);
            }
        }
    }

    /// The server answers so often and then no more.
    void serve(int times) {
        answers.set(times);
    }

    /// How many of the answers were taken.
    int served(int of) {
        return of - answers.get();
    }

    Path at(String path) {
        return directory.resolve(path);
    }

    /// A file of the next commit.
    void tree(String path, String content) throws IOException {
        Files.writeString(
                Files.createDirectories(at("tree/" + path).getParent()).resolve(at(path).getFileName()), content);
    }

    /// Commits and signs; its initramfs is another one.
    String publish(int version) throws IOException, InterruptedException {
        return publish(version, "2026-01-0" + version + " 10:00:00", SIGN);
    }

    String publish(int version, String time, String... signing) throws IOException, InterruptedException {
        Path initramfs = at("tree/usr/lib/modules/6.1.0/initramfs.img");
        if (Files.size(initramfs) > 3000) {
            byte[] content = Files.readAllBytes(initramfs);
            content[100] = (byte) version;
            Files.write(initramfs, content);
        }
        List<String> words = new ArrayList<>(List.of("publish", String.valueOf(version), time));
        words.addAll(List.of(signing));
        words.add("--gpg-homedir=" + at("gpg"));
        return scene(words.toArray(String[]::new)).orFail().out().strip();
    }

    /// Commits and signs under another ref.
    String publishAs(String ref) throws IOException, InterruptedException {
        return scene("publish", "9", "2026-01-09 10:00:00", SIGN, "--gpg-homedir=" + at("gpg"), "--branch=" + ref)
                .orFail()
                .out()
                .strip();
    }

    Ended scene(String... words) throws IOException, InterruptedException {
        return end(start(words));
    }

    private Process start(String... words) throws IOException {
        List<String> argv = new ArrayList<>(List.of(at("scene").toString(), words[0], directory.toString()));
        argv.addAll(Arrays.asList(words).subList(1, words.length));
        ProcessBuilder builder = new ProcessBuilder(argv);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().keySet().removeAll(List.of("SUDO_USER", "LOGNAME", "USER", "JAVA_TOOL_OPTIONS"));
        builder.environment().put("KEELSON_BY", "tester");
        return builder.redirectError(at("err").toFile())
                .redirectOutput(at("out").toFile())
                .start();
    }

    private Ended end(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        int status = process.waitFor();
        return new Ended(status, Files.readString(at("out")), Files.readString(at("err")));
    }

    /// Runs a script on the host.
    Ended shell(String script) throws IOException, InterruptedException {
        return scene("in", "sh", "-ec", script);
    }

    /// Runs `keelson-host` there.
    Ended host(String... words) throws IOException, InterruptedException {
        return scene(command(words));
    }

    /// Starts it, to be killed.
    Process startHost(String... words) throws IOException {
        return start(command(words));
    }

    private static String[] command(String... words) {
        String outside = "/tmp/outside";
        String classes = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> outside + Path.of(entry).toAbsolutePath())
                .collect(Collectors.joining(File.pathSeparator));
        return Stream.concat(
                        Stream.of(
                                "in",
                                outside + System.getProperty("java.home") + "/bin/java",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                classes,
                                KeelsonHost.class.getName()),
                        Stream.of(words))
                .toArray(String[]::new);
    }

    JsonNode status() throws IOException, InterruptedException {
        return new JsonMapper().readTree(host("status", "--json").orFail().out());
    }

    /// What happens in a shutdown, and then a start of the deployment that libostree has first.
    void restart() throws IOException, InterruptedException {
        shell("[ ! -e /run/ostree/staged-deployment ] || ostree admin finalize-staged")
                .orFail();
        cutPower();
        String first = host("status", "--json").orFail().out();
        String id = new JsonMapper().readTree(first).path("default").asText();
        boot(id);
    }

    /// A stop without shutdown: what was only in memory is gone.
    void cutPower() throws IOException, InterruptedException {
        shell("rm -rf /run/ostree /run/keelson /run/programs").orFail();
    }

    void boot(String id) throws IOException {
        Files.delete(at("booted"));
        String name = id.substring(id.indexOf('/') + 1);
        Files.createSymbolicLink(
                at("booted"), at("host/ostree/deploy/test/deploy").resolve(name));
    }

    /// A line in the history, as the programs that run at boot write it.
    void record(String event, String commit, String reason) throws IOException {
        Path history = at("host/ostree/deploy/test/var/lib/keelson/history.jsonl");
        String line = "{\"time\":\"" + java.time.Instant.now() + "\",\"event\":\"" + event + "\",\"commit\":\"" + commit
                + "\",\"reason\":\"" + reason + "\"}\n";
        Files.writeString(history, line, StandardCharsets.UTF_8, java.nio.file.StandardOpenOption.APPEND);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
