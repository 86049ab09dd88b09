package io.keelson.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A machine in QEMU that starts from a disk, and is spoken to over SSH on loopback. It writes to the disk.
final class DiskMachine implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(6);

    /// What starts the boot loader.
    enum Firmware {
        BIOS,
        UEFI
    }

    private final Path dir;
    private final Path key;
    private final Path console;
    private final int port;
    private final Process qemu;

    /// A machine to start.
    ///
    /// @param dir for the console's output and the firmware's variables
    /// @param key the private key of those who may log in
    /// @param reachesUs whether the machine reaches servers on our loopback, at 10.0.2.2
    /// @param log where each write to the disk is written down; see [WriteLog]
    /// @param more options of QEMU
    record Hardware(
            Path dir,
            Path disk,
            String format,
            Firmware firmware,
            Path key,
            boolean reachesUs,
            Optional<Path> log,
            List<String> more) {
        Hardware(Path dir, Path disk, String format, Firmware firmware, Path key) {
            this(dir, disk, format, firmware, key, false, Optional.empty(), List.of());
        }

        Hardware reachingUs() {
            return new Hardware(dir, disk, format, firmware, key, true, log, more);
        }

        Hardware loggingTo(Path file) {
            return new Hardware(dir, disk, format, firmware, key, reachesUs, Optional.of(file), more);
        }

        Hardware with(List<String> options) {
            return new Hardware(dir, disk, format, firmware, key, reachesUs, log, options);
        }

        private List<String> drive() {
            if (log.isEmpty()) {
                return List.of("-drive", "if=none,id=disk,cache=unsafe,format=" + format + ",file=" + disk);
            }
            return List.of(
                    "-blockdev",
                    "driver=" + format + ",node-name=image,file.driver=file,file.filename=" + disk,
                    "-blockdev",
                    "driver=file,node-name=log,filename=" + log.get(),
                    "-blockdev",
                    "driver=blklogwrites,node-name=disk,file=image,log=log,log-super-update-interval=1");
        }
    }

    DiskMachine(Hardware hardware) throws IOException {
        this.dir = hardware.dir();
        this.key = hardware.key();
        this.console = dir.resolve("console-" + hardware.firmware());
        this.port = freePort();
        List<String> command = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL", "--", "qemu-system-x86_64"));
        command.addAll(List.of("-machine", "q35", "-nodefaults", "-no-user-config", "-display", "none"));
        command.addAll(List.of("-m", "1024", "-smp", "2"));
        if (hardware.firmware() == Firmware.UEFI) {
            Path variables = Files.copy(
                    Path.of("/usr/share/OVMF/OVMF_VARS_4M.fd"),
                    dir.resolve("variables"),
                    StandardCopyOption.REPLACE_EXISTING);
            String flash = "if=pflash,format=raw,";
            command.addAll(List.of("-drive", flash + "readonly=on,file=/usr/share/OVMF/OVMF_CODE_4M.fd"));
            command.addAll(List.of("-drive", flash + "file=" + variables));
        }
        command.addAll(hardware.drive());
        command.addAll(List.of("-device", "virtio-blk-pci,drive=disk", "-device", "virtio-rng-pci"));
        command.addAll(hardware.more());
        String restrict = hardware.reachesUs() ? "" : "restrict=on,";
        command.addAll(List.of("-netdev", "user,id=net," + restrict + "hostfwd=tcp:127.0.0.1:" + port + "-:22"));
        command.addAll(List.of("-device", "virtio-net-pci,netdev=net,romfile=", "-serial", "file:" + console));
        this.qemu = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("qemu-messages").toFile())
                .start();
    }

    /// Where its SSH server is on loopback.
    int port() {
        return port;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Waits for something that the console says after the first `from` characters, and returns the match.
    MatchResult awaitConsole(String regex, int from, Duration limit) throws Exception {
        Instant end = Instant.now().plus(limit);
        Pattern pattern = Pattern.compile(regex);
        while (true) {
            String text = console();
            Matcher matcher = pattern.matcher(text.substring(Math.min(from, text.length())));
            if (matcher.find()) {
                return matcher.toMatchResult();
            }
            if (Instant.now().isAfter(end) || !qemu.isAlive()) {
                throw new AssertionError("the console never said " + regex + ", but:\n" + tail(text));
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static String tail(String text) {
        return text.substring(Math.max(0, text.length() - 6000));
    }

    /// Waits until somebody can log in.
    void await(String user) throws Exception {
        Instant end = Instant.now().plus(LIMIT);
        while (!succeeds(user, "true")) {
            if (Instant.now().isAfter(end) || !qemu.isAlive()) {
                throw new AssertionError("nobody can log in; the console said:\n" + console());
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private boolean succeeds(String user, String command) throws Exception {
        try {
            run(user, command);
            return true;
        } catch (AssertionError e) {
            return false;
        }
    }

    /// What a command on the machine printed; it must end well.
    String run(String user, String command) throws Exception {
        return Shell.run(
                dir,
                "ssh -i \"$1\" -p \"$2\" -o BatchMode=yes -o ConnectTimeout=30 -o LogLevel=ERROR"
                        + " -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null \"$3@127.0.0.1\" \"$4\"",
                key,
                port,
                user,
                command);
    }

    /// Firmware draws with bytes that are no UTF-8.
    String console() throws IOException {
        return Files.exists(console)
                ? Files.readString(console, StandardCharsets.ISO_8859_1).replace("\r", "")
                : "";
    }

    /// Until the machine has switched itself off.
    void awaitEnd() throws Exception {
        if (!qemu.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the machine runs on:\n" + tail(console()));
        }
    }

    /// Cuts the power.
    @Override
    public void close() {
        qemu.destroyForcibly().onExit().join();
    }
}
