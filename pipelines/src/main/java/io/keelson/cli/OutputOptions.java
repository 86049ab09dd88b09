package io.keelson.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keelson.compose.ComposeResult;
import io.keelson.packages.LockedPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a compose tells other tools, in the ways that rpm-ostree has.
final class OutputOptions {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Option(
            names = "--touch-if-changed",
            paramLabel = "FILE",
            description = "Update the time of FILE when a commit was made.")
    private @Nullable Path touch;

    @Option(names = "--write-commitid-to", paramLabel = "FILE", description = "Write the commit's checksum to FILE.")
    private @Nullable Path commitId;

    @Option(names = "--print-metadata-json", description = "Print what was made as JSON on standard output.")
    private boolean json;

    @Option(names = "--write-composejson-to", paramLabel = "FILE", description = "Write what was made as JSON to FILE.")
    private @Nullable Path jsonFile;

    void print(ComposeResult result) throws IOException {
        if (json) {
            System.out.println(JSON.writeValueAsString(describe(result)));
        } else {
            System.out.println(text(result));
        }
        if (jsonFile != null) {
            write(jsonFile, JSON.writeValueAsString(describe(result)) + "\n");
        }
        if (result instanceof ComposeResult.Composed composed) {
            if (commitId != null) {
                write(commitId, composed.commit().hex() + "\n");
            }
            if (touch != null) {
                touch(touch);
            }
        }
    }

    private static String text(ComposeResult result) {
        return switch (result) {
            case ComposeResult.Composed made ->
                (made.ref() == null ? "" : made.ref() + " => ")
                        + made.commit()
                        + (made.version() == null ? "" : "  version " + made.version());
            case ComposeResult.Unchanged same ->
                "nothing changed since " + same.commit() + "; --force-nocache composes all the same";
            case ComposeResult.Stopped stopped -> {
                StringBuilder list = new StringBuilder();
                stopped.packages().forEach(locked -> list.append(line(locked)).append('\n'));
                yield list + "" + stopped.packages().size() + " packages, no commit made";
            }
        };
    }

    private static String line(LockedPackage locked) {
        return locked.name() + " " + locked.version() + " " + locked.arch() + " " + locked.repo();
    }

    private static ObjectNode describe(ComposeResult result) {
        ObjectNode node = JSON.createObjectNode();
        node.put("packages", result.packages().size());
        switch (result) {
            case ComposeResult.Composed made -> {
                node.put("ref", made.ref());
                node.put("ostree-commit", made.commit().hex());
                node.put("ostree-content-checksum", made.contentChecksum().hex());
                node.put("ostree-version", made.version());
                node.put("rpmostree.inputhash", made.inputHash().hex());
                node.put(
                        "ostree-parent-commit",
                        made.parent() == null ? null : made.parent().hex());
                node.put("entries", made.entries());
            }
            case ComposeResult.Unchanged same -> {
                node.put("unchanged", true);
                node.put("ostree-commit", same.commit().hex());
                node.put("rpmostree.inputhash", same.inputHash().hex());
            }
            case ComposeResult.Stopped _ -> node.put("stopped", true);
        }
        return node;
    }

    private static void write(Path file, String text) throws IOException {
        Path place = file.toAbsolutePath();
        Path temporary = Files.createTempFile(place.getParent(), ".keelson", "");
        Files.writeString(temporary, text);
        Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void touch(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    }
}
