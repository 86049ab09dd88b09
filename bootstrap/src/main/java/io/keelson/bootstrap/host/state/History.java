package io.keelson.bootstrap.host.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/// What happened to a host: a file of JSON lines, only ever appended to, also by the programs that run
/// at boot.
public record History(Path file) {
    public static History of(HostPaths paths) {
        return new History(paths.state().resolve("history.jsonl"));
    }

    /// Oldest first. Lines that a power cut left half written are skipped.
    public List<Event> read() {
        return SmallFiles.read(file).stream()
                .flatMap(String::lines)
                .flatMap(line -> parse(line).stream())
                .toList();
    }

    private static Optional<Event> parse(String line) {
        return Json.parse(line)
                .filter(node -> Json.text(node, "event") != null)
                .map(node -> new Event(
                        Json.time(node, "time"),
                        Json.text(node, "event", ""),
                        Json.text(node, "commit", ""),
                        Json.text(node, "reason"),
                        Json.text(node, "by")));
    }

    /// Appends a line with one write, and returns when the disk has it.
    public void append(Event event) {
        String text = describe(event) + "\n";
        try {
            Files.createDirectories(file.getParent());
            String begin = endsWithLine() ? "" : "\n"; // what a power cut cut off stays a line of its own
            ByteBuffer bytes = ByteBuffer.wrap((begin + text).getBytes(StandardCharsets.UTF_8));
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                out.write(bytes);
                out.force(false);
            }
        } catch (IOException e) {
            throw new KeelsonException("cannot write the history " + file + ": " + e.getMessage(), e)
                    .withHint("is the disk full? see: df " + file.getParent());
        }
    }

    private boolean endsWithLine() throws IOException {
        if (!Files.exists(file)) {
            return true;
        }
        try (FileChannel in = FileChannel.open(file)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return in.size() == 0 || (in.read(last, in.size() - 1) == 1 && last.get(0) == '\n');
        }
    }

    /// The same as JSON, without what is not known.
    public static ObjectNode describe(Event event) {
        ObjectNode node = Json.object()
                .put("time", Json.time(event.time()))
                .put("event", event.event())
                .put("commit", event.commit());
        if (event.reason() != null) {
            node.put("reason", event.reason());
        }
        if (event.by() != null) {
            node.put("by", event.by());
        }
        return node;
    }
}
