package io.keelson.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

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

    /// @param dir for the console's output and the firmware's variables
    /// @param key the private key of those who may log in
    DiskMachine(Path dir, Path disk, String format, Firmware firmware, Path key) throws IOException {
        this.dir = dir;
        this.key = key;
        this.console = dir.resolve("console-" + firmware);
        this.port = freePort();
        List<String> command = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL", "--", "qemu-system-x86_64"));
        command.addAll(List.of("-machine", "q35", "-nodefaults", "-no-user-config", "-display", "none"));
        command.addAll(List.of("-m", "1024", "-smp", "2"));
        if (firmware == Firmware.UEFI) {
            Path variables = Files.copy(Path.of("/usr/share/OVMF/OVMF_VARS_4M.fd"), dir.resolve("variables"));
            String flash = "if=pflash,format=raw,";
            command.addAll(List.of("-drive", flash + "readonly=on,file=/usr/share/OVMF/OVMF_CODE_4M.fd"));
            command.addAll(List.of("-drive", flash + "file=" + variables));
        }
        command.addAll(List.of("-drive", "if=none,id=disk,cache=unsafe,format=" + format + ",file=" + disk));
        command.addAll(List.of("-device", "virtio-blk-pci,drive=disk", "-device", "virtio-rng-pci"));
        command.addAll(List.of("-netdev", "user,id=net,restrict=on,hostfwd=tcp:127.0.0.1:" + port + "-:22"));
        command.addAll(List.of("-device", "virtio-net-pci,netdev=net,romfile=", "-serial", "file:" + console));
        this.qemu = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("qemu-messages").toFile())
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
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
                "ssh -i \"$1\" -p \"$2\" -o BatchMode=yes -o ConnectTimeout=5 -o LogLevel=ERROR"
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

    @Override
    public void close() {
        qemu.destroyForcibly().onExit().join();
    }
}
