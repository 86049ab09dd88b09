package io.keelson.compose.treefile;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the two things that a treefile takes from a kickstart: `%packages` sections, where a name
/// asks for a package and `-name` excludes one, and `%include`.
final class Kickstart {
    private static final Pattern WORD = Pattern.compile("\\S+");

    private final String file;
    private final Problems problems;
    private final List<Requested> packages = new ArrayList<>();
    private final List<Requested> excluded = new ArrayList<>();
    private final List<Include> includes = new ArrayList<>();
    private final Values values = new Values();
    private int line;

    /// Where the open `%packages` began; 0 outside of one.
    private int section;

    private Kickstart(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    static Values read(String text, String file, Problems problems) {
        Kickstart kickstart = new Kickstart(file, problems);
        text.lines().forEach(kickstart::line);
        return kickstart.finish();
    }

    private Values finish() {
        if (section > 0) {
            problems.add(new Origin(file, section, 1), "%packages has no %end");
        }
        Origin start = new Origin(file, 1, 1);
        values.put(Keys.PACKAGES, PackageTypes.union(packages, List.of()), start);
        values.put(Keys.EXCLUDE_PACKAGES, List.copyOf(excluded), start);
        values.put(Keys.INCLUDE, List.copyOf(includes), start);
        return values;
    }

    private void line(String text) {
        line++;
        List<Requested> words = words(text);
        if (words.isEmpty()) {
            return;
        }
        if (section > 0) {
            inPackages(words);
        } else {
            command(words);
        }
    }

    /// The words before a comment; a `#` within a word belongs to it.
    private List<Requested> words(String text) {
        List<Requested> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find() && !matcher.group().startsWith("#")) {
            words.add(new Requested(matcher.group(), new Origin(file, line, matcher.start() + 1)));
        }
        return words;
    }

    private void command(List<Requested> words) {
        Requested verb = words.getFirst();
        List<Requested> arguments = words.subList(1, words.size());
        switch (verb.text()) {
            case "%packages" -> {
                section = line;
                arguments.forEach(this::option);
            }
            case "%include" -> include(verb, arguments);
            case "%end" -> problems.add(verb.origin(), "%end ends nothing here");
            default ->
                problems.add(
                        verb.origin(),
                        "'" + verb.text() + "' has no meaning in a treefile",
                        "only %packages and %include have");
        }
    }

    private void option(Requested option) {
        switch (option.text()) {
            case "--exclude-weakdeps", "--excludeWeakdeps" -> values.put(Keys.RECOMMENDS, false, option.origin());
            default ->
                problems.add(
                        option.origin(),
                        "unknown option '" + option.text() + "' of %packages",
                        "only --exclude-weakdeps is known");
        }
    }

    private void include(Requested verb, List<Requested> arguments) {
        if (arguments.size() != 1) {
            problems.add(verb.origin(), "%include takes one file name, found " + arguments.size());
            return;
        }
        String name = arguments.getFirst().text().replaceAll("^([\"'])(.*)\\1$", "$2");
        includes.add(new Include.ByName(name, arguments.getFirst().origin()));
    }

    private void inPackages(List<Requested> words) {
        Requested first = words.getFirst();
        if (first.text().equals("%end")) {
            section = 0;
        } else if (first.text().startsWith("%")) {
            problems.add(first.origin(), "'" + first.text() + "' inside %packages", "end the section with %end first");
        } else if (words.size() > 1) {
            problems.add(words.get(1).origin(), "expected one package in a line");
        } else {
            request(first);
        }
    }

    private void request(Requested word) {
        boolean exclude = word.text().startsWith("-");
        String name = exclude ? word.text().substring(1) : word.text();
        if (name.startsWith("@")) {
            problems.add(
                    word.origin(), "'" + word.text() + "' is a group", "name its packages; groups are not resolved");
        } else if (name.isEmpty()) {
            problems.add(word.origin(), "expected the name of a package after '-'");
        } else {
            (exclude ? excluded : packages).add(new Requested(name, word.origin()));
        }
    }
}
