package io.keelson.packages.deb.archive;

import io.keelson.packages.codec.Compression;
import io.keelson.packages.deb.control.Deb822;
import io.keelson.packages.deb.control.Stanza;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A binary package (deb(5), format 2.x). Both parts can be read any number of times and from
/// several threads. A file that is truncated, corrupt or unsafe gives a [KeelsonException] that names
/// it, its part and the place.
public final class DebFile implements AutoCloseable {
    private static final String CONTROL = "control.tar";
    private static final String DATA = "data.tar";

    /// Control parts are scripts and lists; this is many times the largest.
    private static final long MAX_CONTROL = 64 << 20;

    private final Path path;
    private final FileChannel channel;
    private final ArMember control;
    private final ArMember data;

    private DebFile(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        List<ArMember> members = ArTable.read(channel).stream()
                .filter(member -> !member.name().startsWith("_")) // deb(5): to be ignored
                .toList();
        checkFormat(members);
        control = part(members, 1, CONTROL);
        data = part(members, 2, DATA);
    }

    /// Receives the members of the data part in their order.
    @FunctionalInterface
    public interface Visitor {
        /// Takes one member.
        ///
        /// @param content the bytes of a regular file, empty for everything else; good until this call
        ///     returns, and what is left of it is skipped
        void entry(DebEntry entry, InputStream content) throws IOException;
    }

    /// Opens a package and checks its outer form.
    public static DebFile open(Path path) {
        try {
            FileChannel channel = FileChannel.open(path);
            try {
                return new DebFile(path, channel);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new KeelsonException(path + ": not a readable package: " + e.getMessage(), e);
        }
    }

    /// Reads the control part.
    public DebControl control() {
        SortedMap<String, DebControl.File> files = new TreeMap<>();
        try (TarPart part = new TarPart(path, control, CONTROL, channel)) {
            part.forEach((entry, content) -> {
                if (entry.node() instanceof DebEntry.RegularFile(long size)) {
                    if (part.offset() + size > MAX_CONTROL) {
                        throw new IOException("it is larger than " + MAX_CONTROL + " bytes");
                    }
                    ByteBuffer bytes = ByteBuffer.wrap(content.readAllBytes()).asReadOnlyBuffer();
                    files.put(entry.path(), new DebControl.File(entry.mode(), bytes));
                }
            });
        } catch (IOException e) {
            throw new KeelsonException(path + ": " + control.name() + ": " + e.getMessage(), e);
        }
        return new DebControl(stanza(files), Collections.unmodifiableSortedMap(files));
    }

    /// Reads the data part.
    ///
    /// @throws IOException only what `visitor` throws
    public void data(Visitor visitor) throws IOException {
        try (TarPart part = new TarPart(path, data, DATA, channel)) {
            part.forEach(visitor);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new KeelsonException(path + ": " + e.getMessage(), e);
        }
    }

    private Stanza stanza(SortedMap<String, DebControl.File> files) {
        DebControl.File file = files.get("control");
        if (file == null) {
            throw new KeelsonException(path + ": " + control.name() + ": there is no file \"control\" in it");
        }
        String text = new String(file.bytes(), StandardCharsets.UTF_8);
        List<String> problems = new ArrayList<>();
        List<Stanza> stanzas = Deb822.parse(path + ": control", text, problems::add);
        if (stanzas.size() != 1) {
            problems.add(path + ": control: " + stanzas.size() + " stanzas, expected one");
        }
        if (!problems.isEmpty()) {
            throw new KeelsonException(String.join("\n", problems));
        }
        return stanzas.getFirst();
    }

    private void checkFormat(List<ArMember> members) throws IOException {
        if (members.isEmpty() || !members.getFirst().name().equals("debian-binary")) {
            throw new IOException("its first member is not debian-binary");
        }
        byte[] version = new MemberStream(channel, members.getFirst()).readNBytes(16);
        String text = new String(version, StandardCharsets.ISO_8859_1);
        if (!text.startsWith("2.") || text.indexOf('\n') < 0) {
            throw new IOException("its format is \"" + text.strip() + "\", expected 2.x");
        }
    }

    private static ArMember part(List<ArMember> members, int at, String name) throws IOException {
        if (members.size() <= at || !members.get(at).name().startsWith(name)) {
            String found =
                    members.size() <= at ? "it ends" : "\"" + members.get(at).name() + "\" is there";
            throw new IOException(found + " where " + name + " should be");
        }
        ArMember member = members.get(at);
        String suffix = member.name().substring(name.length());
        if (Compression.ofSuffix(suffix).isEmpty()) {
            throw new IOException(member.name() + " has an unknown compression");
        }
        return member;
    }
}
