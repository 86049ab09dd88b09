package io.keelson.packages.deb;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads a `Packages` file, stanza by stanza, into an [IndexBuilder]. Works on bytes: Debian's main
/// archive is 45 MB of which an index needs less than half.
final class PackagesParser {
    private final String name;
    private final LineReader lines;
    private final IndexBuilder builder;
    private @Nullable Field open;
    private boolean inStanza;

    PackagesParser(PackagesFile file, IndexBuilder builder) {
        this.name = file.name();
        this.lines = new LineReader(file.content());
        this.builder = builder;
    }

    void parse() throws IOException {
        long stanza = 0;
        while (lines.next()) {
            if (isBlank()) {
                endStanza(stanza);
                continue;
            }
            stanza = inStanza ? stanza : lines.number();
            inStanza = true;
            line();
        }
        endStanza(stanza);
    }

    private boolean isBlank() {
        byte[] buffer = lines.buffer();
        for (int i = lines.start(); i < lines.end(); i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    private void line() {
        byte first = lines.buffer()[lines.start()];
        if (first == ' ' || first == '\t') {
            continuation();
        } else {
            field();
        }
    }

    private void continuation() {
        if (open != null) {
            builder.append(lines.buffer(), lines.start(), trimmedEnd(lines.start()));
        }
    }

    private void field() {
        closeField();
        byte[] buffer = lines.buffer();
        int colon = lines.start();
        while (colon < lines.end() && buffer[colon] != ':') {
            colon++;
        }
        if (colon == lines.end() || colon == lines.start()) {
            throw wrong(lines.number(), "this is neither a field nor the continuation of one");
        }
        open = Field.of(buffer, lines.start(), colon);
        if (open != null) {
            int from = colon + 1;
            while (from < lines.end() && (buffer[from] == ' ' || buffer[from] == '\t')) {
                from++;
            }
            builder.begin();
            builder.append(buffer, from, trimmedEnd(from));
        }
    }

    private int trimmedEnd(int from) {
        int end = lines.end();
        while (end > from && (lines.buffer()[end - 1] == ' ' || lines.buffer()[end - 1] == '\t')) {
            end--;
        }
        return end;
    }

    private void closeField() {
        Field field = open;
        open = null;
        if (field != null) {
            String problem = builder.close(field);
            if (problem != null) {
                throw wrong(lines.number() - 1, problem);
            }
        }
    }

    private void endStanza(long line) {
        closeField();
        if (inStanza) {
            inStanza = false;
            String problem = builder.endStanza();
            if (problem != null) {
                throw wrong(line, problem);
            }
        }
    }

    private KeelsonException wrong(long line, String what) {
        return new KeelsonException(name + ":" + line + ": " + what);
    }
}
