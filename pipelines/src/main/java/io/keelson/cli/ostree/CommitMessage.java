package io.keelson.cli.ostree;

import io.keelson.cli.ostree.programs.Editor;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options that say what a commit's subject and body are.
final class CommitMessage {
    private static final String INVITATION = """

            # Please enter the commit message for your changes. The first line will
            # become the subject, and the remainder the body. Lines starting
            # with '#' will be ignored, and an empty message aborts the commit.""";

    @Option(
            names = {"-s", "--subject"},
            paramLabel = "SUBJECT",
            description = "One line subject")
    private @Nullable String subject;

    @Option(
            names = {"-m", "--body"},
            paramLabel = "BODY",
            description = "Full description")
    private @Nullable String body;

    @Option(
            names = {"-F", "--body-file"},
            paramLabel = "FILE",
            description = "Commit message from FILE path")
    private @Nullable Path bodyFile;

    @Option(
            names = {"-e", "--editor"},
            description = "Use an editor to write the commit message")
    private boolean editor;

    /// The two parts of a message.
    record Text(String subject, String body) {}

    /// What the options say, or the user writes.
    Text read(@Nullable String branch) throws IOException {
        if (editor) {
            return parse(Editor.ofEnvironment().edit(draft(branch)).lines().toList());
        }
        String given = bodyFile == null ? body : Files.readString(bodyFile);
        return new Text(subject == null ? "" : subject, given == null ? "" : given);
    }

    private String draft(@Nullable String branch) {
        StringBuilder draft = new StringBuilder(INVITATION);
        draft.append(branch == null ? "" : "\n#\n# Branch: " + branch);
        draft.append(subject == null ? "" : "\n" + subject);
        return draft.append(body == null ? "" : "\n" + body).append('\n').toString();
    }

    /// The first line that is neither blank nor a comment is the subject, the rest the body.
    private static Text parse(List<String> lines) {
        Deque<String> kept = new ArrayDeque<>();
        for (String line : lines) {
            String text = line.stripTrailing();
            boolean leading = kept.size() < 2 && text.isEmpty();
            if (!text.startsWith("#") && !leading) {
                kept.add(text);
            }
        }
        String first = kept.poll();
        if (first == null) {
            throw new KeelsonException("Aborting commit due to empty commit subject.");
        }
        return new Text(first, String.join("\n", kept).stripTrailing());
    }
}
