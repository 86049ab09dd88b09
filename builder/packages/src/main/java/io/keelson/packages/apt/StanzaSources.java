package io.keelson.packages.apt;

import io.keelson.packages.deb.control.Deb822;
import io.keelson.packages.deb.control.Stanza;
import java.nio.file.Path;
import java.util.List;

/// Reads the deb822 form of a source list.
final class StanzaSources {
    private final Path file;
    private final String architecture;
    private final List<String> problems;

    StanzaSources(Path file, String architecture, List<String> problems) {
        this.file = file;
        this.architecture = architecture;
        this.problems = problems;
    }

    void read(String text, List<Source> into) {
        for (Stanza stanza : Deb822.parse(file.toString(), text, problems::add)) {
            read(stanza, into);
        }
    }

    private void read(Stanza stanza, List<Source> into) {
        SourceDraft draft = new SourceDraft(
                file, architecture, stanza::get, (option, what) -> problems.add(stanza.where(option) + ": " + what));
        if (!draft.flag("Enabled", true)) {
            return;
        }
        List<String> types = required(stanza, "Types");
        List<String> uris = required(stanza, "URIs");
        List<String> suites = required(stanza, "Suites");
        types.stream()
                .filter(type -> !type.equals("deb") && !type.equals("deb-src"))
                .forEach(type ->
                        problems.add(stanza.where("Types") + ": the type \"" + type + "\" is neither deb nor deb-src"));
        if (types.contains("deb")) {
            draft.finish(stanza.where(), uris, suites, stanza.words("Components"), into);
        }
    }

    private List<String> required(Stanza stanza, String field) {
        List<String> words = stanza.words(field);
        if (words.isEmpty()) {
            problems.add(stanza.where(field) + ": a source needs the field " + field);
        }
        return words;
    }
}
