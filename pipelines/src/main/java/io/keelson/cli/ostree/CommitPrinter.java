package io.keelson.cli.ostree;

import io.keelson.ostree.Commit;
import io.keelson.ostree.FileHeader;
import io.keelson.ostree.FileObject;
import io.keelson.ostree.ObjectName;
import io.keelson.ostree.ObjectType;
import io.keelson.ostree.Repository;
import io.keelson.ostree.variant.Variant;
import io.keelson.release.Digest;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Writes objects as `show` and `log` do.
record CommitPrinter(Repository repo, PrintStream out, boolean raw, boolean swap) {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss '+0000'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /// Numbers are stored most significant byte first, so reading them as they are needs a swap.
    Variant forReaders(Variant value) {
        return swap ? value.byteswapped() : value;
    }

    void print(ObjectName name) throws IOException {
        out.println(name.type().suffix() + " " + name.checksum());
        if (raw) {
            out.println(forReaders(repo.readVariant(name)).print(true));
        } else if (name.type() == ObjectType.COMMIT) {
            commit(repo.readCommit(name.checksum()));
        }
    }

    void print(Digest checksum, FileObject file) {
        FileHeader header = file.header();
        out.println("Object: " + checksum);
        out.println("Type: file");
        out.println("File Type: " + (header.isSymlink() ? "symlink" : "regular"));
        out.println(header.isSymlink() ? "Target: " + header.symlink() : "Size: " + file.size());
        out.println(String.format(Locale.ROOT, "Mode: 0%04o", header.mode()));
        out.println("Uid: " + Integer.toUnsignedString(header.uid()));
        out.println("Gid: " + Integer.toUnsignedString(header.gid()));
        out.println("Extended Attributes: { " + header.xattrs().toVariant().print(true) + " }");
    }

    private void commit(Commit commit) {
        Digest parent = commit.parent();
        if (parent != null) {
            out.println("Parent:  " + parent);
        }
        out.println("ContentChecksum:  " + commit.contentChecksum());
        out.println("Date:  " + DATE.format(Instant.ofEpochSecond(commit.timestamp())));
        if (commit.metadata().get("version") instanceof Variant.Text version) {
            out.println("Version: " + version.value());
        }
        if (commit.subject().isEmpty()) {
            out.println("(no subject)");
        } else {
            paragraph(commit.subject());
        }
        if (!commit.body().isEmpty()) {
            paragraph(commit.body());
        }
        out.println();
    }

    private void paragraph(String text) {
        out.println();
        text.lines().forEach(line -> out.println("    " + line));
    }
}
