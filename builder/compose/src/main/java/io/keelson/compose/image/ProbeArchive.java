package io.keelson.compose.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioConstants;

/// The deployment's initramfs and, after it, a second archive with the boot probe, which the kernel
/// unpacks over the first. So the image itself needs no agent and stays as it is.
final class ProbeArchive {
    private static final String UNITS = "keelson-probe/run/systemd/system/";
    private static final String INITRD_UNITS = "etc/systemd/system/";
    private static final String COMMANDS = "keelson-probe/run/keelson-probe/commands/";
    private static final int PLAIN = 0644;

    private final CpioArchiveOutputStream archive;

    private ProbeArchive(OutputStream out) {
        archive = new CpioArchiveOutputStream(out, CpioConstants.FORMAT_NEW);
    }

    /// Writes `target` from the initramfs and the commands that the probe is to run.
    ///
    /// @param commands shell scripts, carried as files and so never quoted
    static void write(Path initramfs, List<String> commands, Path target) throws IOException {
        try (OutputStream out = Files.newOutputStream(target)) {
            long length = Files.copy(initramfs, out);
            // The kernel looks for the next archive at a multiple of four bytes only.
            out.write(new byte[(int) (-length & 3)]);
            ProbeArchive probe = new ProbeArchive(out);
            probe.initrdPart();
            probe.rootPart(commands);
            probe.archive.finish();
        }
    }

    private void initrdPart() throws IOException {
        directories("etc", "etc/systemd", "etc/systemd/system", "etc/systemd/system/initrd.target.wants");
        file(INITRD_UNITS + "keelson-hand-over.service", resource("hand-over.service"));
        link(INITRD_UNITS + "initrd.target.wants/keelson-hand-over.service", "../keelson-hand-over.service");
        directories("keelson-probe");
        file("keelson-probe/hand-over.sh", resource("hand-over.sh"));
    }

    private void rootPart(List<String> commands) throws IOException {
        directories("keelson-probe/run", "keelson-probe/run/systemd", "keelson-probe/run/systemd/system");
        directories("keelson-probe/run/systemd/system/sysinit.target.wants");
        directories("keelson-probe/run/keelson-probe", "keelson-probe/run/keelson-probe/commands");
        file(UNITS + "keelson-probe.service", resource("probe.service"));
        link(UNITS + "sysinit.target.wants/keelson-probe.service", "../keelson-probe.service");
        file("keelson-probe/run/keelson-probe/probe.sh", resource("probe.sh"));
        for (int i = 0; i < commands.size(); i++) {
            String name = String.format(Locale.ROOT, "%04d", i);
            file(COMMANDS + name, (commands.get(i) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private void directories(String... names) throws IOException {
        for (String name : names) {
            entry(name, CpioConstants.C_ISDIR | 0755, new byte[0]);
        }
    }

    private void file(String name, byte[] content) throws IOException {
        entry(name, CpioConstants.C_ISREG | PLAIN, content);
    }

    private void link(String name, String to) throws IOException {
        entry(name, CpioConstants.C_ISLNK | 0777, to.getBytes(StandardCharsets.UTF_8));
    }

    private void entry(String name, int mode, byte[] content) throws IOException {
        CpioArchiveEntry entry = new CpioArchiveEntry(CpioConstants.FORMAT_NEW, name, content.length);
        entry.setMode(mode);
        entry.setNumberOfLinks(1);
        archive.putArchiveEntry(entry);
        archive.write(content);
        archive.closeArchiveEntry();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = ProbeArchive.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
