package io.keelson.bootstrap.ssh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// OpenSSH's real server on the loopback, with its own configuration, port and host keys. It lets this user in.
final class Sshd implements AutoCloseable {
    private static final String PROGRAM = "/usr/sbin/sshd";

    private final Path directory;
    private final int port;
    private final Process process;

    private Sshd(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    /// @param lines added to the configuration
    static Sshd start(Path directory, String... lines) throws IOException, InterruptedException {
        return start(directory, freePort(), lines);
    }

    static Sshd start(Path directory, int port, String... lines) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        if (Files.isWritable(Path.of("/run")) && !Files.exists(Path.of("/run/sshd"))) {
            Files.createDirectory(Path.of("/run/sshd")); // sshd as root insists
        }
        key(directory.resolve("host_ed25519"), "ed25519", "");
        List<String> config = new ArrayList<>(List.of(lines));
        config.addAll(List.of(
                "ListenAddress 127.0.0.1:" + port,
                "HostKey " + directory.resolve("host_ed25519"),
                "AuthorizedKeysFile " + directory.resolve("authorized_keys"),
                "SetEnv SHLVL=1", // else bash reads .bashrc for a command, and whatever that does is in the test
                "PidFile none",
                "StrictModes no",
                "UsePAM no",
                "PasswordAuthentication no",
                "PermitRootLogin prohibit-password",
                "MaxStartups 1000"));
        Path file = Files.write(directory.resolve("config"), config);
        Process process = new ProcessBuilder(PROGRAM, "-D", "-e", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        Sshd server = new Sshd(directory, port, process);
        server.await();
        return server;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /// Makes a key pair unless it is there.
    static Path key(Path file, String type, String passphrase) throws IOException, InterruptedException {
        if (!Files.exists(file)) {
            run("ssh-keygen", "-q", "-t", type, "-N", passphrase, "-C", "test", "-f", file.toString());
        }
        return file;
    }

    static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
        return output;
    }

    private void await() throws IOException, InterruptedException {
        for (int i = 0; i < 200; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException e) {
                if (!process.isAlive()) {
                    throw new IOException("sshd: " + log(), e);
                }
                Thread.sleep(25);
            }
        }
        throw new IOException("sshd does not listen: " + log());
    }

    Sshd admit(Path key) throws IOException {
        Path file = directory.resolve("authorized_keys");
        String more = Files.readString(Path.of(key + ".pub"));
        Files.writeString(file, (Files.exists(file) ? Files.readString(file) : "") + more);
        return this;
    }

    int port() {
        return port;
    }

    /// The line of `known_hosts` for it.
    String known() throws IOException {
        String[] words = Files.readString(directory.resolve("host_ed25519.pub")).split(" ", -1);
        return "[127.0.0.1]:" + port + " " + words[0] + " " + words[1] + "\n";
    }

    String log() throws IOException {
        return Files.readString(directory.resolve("log"));
    }

    @Override
    public void close() {
        stop();
    }

    void stop() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
