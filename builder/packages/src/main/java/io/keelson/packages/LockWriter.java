package io.keelson.packages;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.keelson.release.Digest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes locks as JSON that a line-based diff shows well.
final class LockWriter {
    static final Set<PosixFilePermission> SHARED = PosixFilePermissions.fromString("rw-r--r--");

    private LockWriter() {}

    /// @param extra further members, each a whole `"key": value`
    static String toJson(PackageLock lock, List<String> extra) {
        StringBuilder json = new StringBuilder("{\n  \"format\": " + PackageLock.FORMAT + ",\n");
        Digest treefile = lock.treefile();
        if (treefile != null) {
            json.append("  \"treefile\": ").append(quote(treefile.hex())).append(",\n");
        }
        json.append("  \"packages\": ").append(array(lock.packages(), LockWriter::line));
        extra.forEach(member -> json.append(",\n  ").append(member));
        return json.append("\n}\n").toString();
    }

    /// A JSON array with one line for each item.
    static <T> String array(List<T> items, java.util.function.Function<T, String> line) {
        return items.isEmpty()
                ? "[]"
                : items.stream().map(line).collect(Collectors.joining(",\n    ", "[\n    ", "\n  ]"));
    }

    static String line(LockedPackage p) {
        return "{\"name\": " + quote(p.name()) + ", \"version\": " + quote(p.version()) + ", \"arch\": "
                + quote(p.arch()) + ", \"repo\": " + quote(p.repo()) + ", \"url\": " + quote(p.url())
                + ", \"sha256\": " + quote(p.sha256().hex()) + ", \"size\": " + p.size() + "}";
    }

    static String quote(@Nullable String text) {
        return text == null
                ? "null"
                : '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
