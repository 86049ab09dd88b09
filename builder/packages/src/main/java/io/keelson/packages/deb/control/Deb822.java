package io.keelson.packages.deb.control;

import io.keelson.release.KeelsonException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads stanzas one after another, holding one at a time (deb822(5)). Lines that begin with `#` are
/// comments, also between continuation lines. Field names are matched in any case; a field may stand
/// only once in a stanza. Does not take off a signature around the text.
public final class Deb822 {
    private final String file;
    private final BufferedReader in;
    private final Consumer<String> problems;
    private int number;

    /// Reads from `in`, which stays the caller's to close.
    ///
    /// @param file the name for error messages
    /// @param problems told of each mistake as `file:line: what is wrong`; reading goes on after it
    public Deb822(String file, Reader in, Consumer<String> problems) {
        this.file = file;
        this.in = in instanceof BufferedReader buffered ? buffered : new BufferedReader(in, 1 << 16);
        this.problems = problems;
    }

    /// All stanzas of a text.
    ///
    /// @throws KeelsonException that names every malformed line
    public static List<Stanza> parse(String file, String text) {
        List<String> problems = new ArrayList<>();
        List<Stanza> stanzas = parse(file, text, problems::add);
        if (!problems.isEmpty()) {
            throw KeelsonException.usage(problems);
        }
        return stanzas;
    }

    /// All stanzas of a text; mistakes go to `problems`.
    public static List<Stanza> parse(String file, String text, Consumer<String> problems) {
        Deb822 reader = new Deb822(file, new StringReader(text), problems);
        List<Stanza> stanzas = new ArrayList<>();
        try {
            for (Stanza stanza = reader.next(); stanza != null; stanza = reader.next()) {
                stanzas.add(stanza);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading from a string", e);
        }
        return stanzas;
    }

    /// The next stanza, or null at the end.
    public @Nullable Stanza next() throws IOException {
        String line = readLine();
        while (line != null && line.isBlank()) {
            line = readLine();
        }
        if (line == null) {
            return null;
        }
        Stanza stanza = new Stanza(file, number);
        Pending field = null;
        for (; line != null && !line.isBlank(); line = readLine()) {
            if (line.charAt(0) != ' ' && line.charAt(0) != '\t') {
                finish(stanza, field);
                field = begin(line);
            } else if (field != null) {
                field.value.append('\n').append(line, 1, line.length());
            } else {
                problem(number, "a continuation line without a field before it");
            }
        }
        finish(stanza, field);
        return stanza;
    }

    private @Nullable String readLine() throws IOException {
        String line;
        do {
            line = in.readLine();
            number++;
        } while (line != null && line.startsWith("#"));
        return line;
    }

    private @Nullable Pending begin(String line) {
        int colon = line.indexOf(':');
        if (colon <= 0 || !isName(line, colon)) {
            problem(number, "expected \"Field: value\", found \"" + shorten(line) + "\"");
            return null;
        }
        return new Pending(
                line.substring(0, colon),
                number,
                new StringBuilder(line.substring(colon + 1).strip()));
    }

    private void finish(Stanza stanza, @Nullable Pending field) {
        if (field == null) {
            return;
        }
        String value = field.value.toString().stripTrailing();
        if (!stanza.add(new Stanza.Field(field.name, value, field.line))) {
            problem(field.line, "the field " + field.name + " stands twice in one stanza");
        }
    }

    private static boolean isName(String line, int end) {
        for (int i = 0; i < end; i++) {
            if (line.charAt(i) <= ' ' || line.charAt(i) > '~') {
                return false;
            }
        }
        return line.charAt(0) != '-';
    }

    private static String shorten(String line) {
        return line.length() <= 60 ? line : line.substring(0, 57) + "...";
    }

    private void problem(int line, String what) {
        problems.accept(file + ":" + line + ": " + what);
    }

    /// A field whose continuation lines are still to come.
    private record Pending(String name, int line, StringBuilder value) {}
}
