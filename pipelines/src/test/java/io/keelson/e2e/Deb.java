package io.keelson.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/// Writes a package member by member, also one that no honest tool would write.
final class Deb {
    private final String name;
    private final StringBuilder control = new StringBuilder();
    private final List<Member> scripts = new ArrayList<>();
    private final List<Member> members = new ArrayList<>();

    private record Member(byte type, String name, int mode, String text) {}

    Deb(String name) {
        this(name, "1");
    }

    Deb(String name, String version) {
        this.name = name;
        field("Package", name).field("Version", version).field("Architecture", "all");
        field("Maintainer", "Test <test@example.org>").field("Description", "test");
    }

    Deb field(String field, String value) {
        control.append(field).append(": ").append(value).append('\n');
        return this;
    }

    /// Adds a maintainer script.
    Deb script(String script, String body) {
        scripts.add(new Member(TarConstants.LF_NORMAL, "./" + script, 0755, "#!/bin/sh\nset -e\n" + body + "\n"));
        return this;
    }

    Deb file(String path, String text) {
        return member(TarConstants.LF_NORMAL, path, text);
    }

    /// A file that may be executed.
    Deb program(String path, String text) {
        members.add(new Member(TarConstants.LF_NORMAL, path, 0755, text));
        return this;
    }

    Deb dir(String path) {
        return member(TarConstants.LF_DIR, path, "");
    }

    Deb symlink(String path, String target) {
        return member(TarConstants.LF_SYMLINK, path, target);
    }

    Deb hardlink(String path, String target) {
        return member(TarConstants.LF_LINK, path, target);
    }

    private Deb member(byte type, String path, String text) {
        members.add(new Member(type, path, type == TarConstants.LF_DIR ? 0755 : 0644, text));
        return this;
    }

    String name() {
        return name;
    }

    String control() {
        return control.toString();
    }

    void write(Path file) throws IOException {
        List<Member> all = new ArrayList<>(scripts);
        all.addFirst(new Member(TarConstants.LF_NORMAL, "./control", 0644, control.toString()));
        try (OutputStream out = Files.newOutputStream(file);
                ArArchiveOutputStream ar = new ArArchiveOutputStream(out)) {
            put(ar, "debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII));
            put(ar, "control.tar", tar(all));
            put(ar, "data.tar", tar(members));
        }
    }

    private static void put(ArArchiveOutputStream ar, String name, byte[] bytes) throws IOException {
        ar.putArchiveEntry(new ArArchiveEntry(name, bytes.length, 0, 0, 0100644, 0));
        ar.write(bytes);
        ar.closeArchiveEntry();
    }

    private static byte[] tar(List<Member> members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (Member member : members) {
                TarArchiveEntry entry = new TarArchiveEntry(member.name(), member.type(), true);
                entry.setMode(member.mode());
                entry.setModTime(0);
                byte[] text = member.text().getBytes(StandardCharsets.UTF_8);
                boolean file = member.type() == TarConstants.LF_NORMAL;
                if (!file) {
                    entry.setLinkName(member.text());
                }
                entry.setSize(file ? text.length : 0);
                tar.putArchiveEntry(entry);
                tar.write(file ? text : new byte[0]);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }
}
