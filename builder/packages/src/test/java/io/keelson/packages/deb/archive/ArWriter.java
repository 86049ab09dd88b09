package io.keelson.packages.deb.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Writes ar archives, and with them packages that dpkg-deb would not write.
final class ArWriter {
    static final byte[] CONTROL = new TarWriter()
            .file("./control", "Package: evil\nVersion: 1\nArchitecture: all\n")
            .bytes();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    ArWriter() {
        out.writeBytes("!<arch>\n".getBytes(StandardCharsets.US_ASCII));
    }

    /// A package with this plain data part.
    static byte[] deb(byte[] data) {
        return new ArWriter()
                .member("debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII))
                .member("control.tar", CONTROL)
                .member("data.tar", data)
                .bytes();
    }

    ArWriter member(String name, byte[] content) {
        String header = String.format("%-16s%-12d%-6d%-6d%-8s%-10d`\n", name, 0, 0, 0, "100644", content.length);
        out.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(content);
        if (content.length % 2 == 1) {
            out.write('\n');
        }
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
