package io.keelson.bootstrap.inventory;

import io.keelson.bootstrap.inventory.SshConfig.Line;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads an `ssh_config` with what it includes. `Match` is left out, which is said: its conditions may run programs.
final class SshConfigReader {
    private static final int DEEPEST = 16;
    private static final Pattern LINE = Pattern.compile("\\s*([A-Za-z]+)(?:\\s*=\\s*|\\s+)(.*?)\\s*");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    private final Surroundings surroundings;
    private final Problems problems;
    private final List<Line> lines = new ArrayList<>();

    private SshConfigReader(Surroundings surroundings, Problems problems) {
        this.surroundings = surroundings;
        this.problems = problems;
    }

    /// @param asked where the file was asked for, for the message when it cannot be read
    static SshConfig read(Path file, Place asked, Surroundings surroundings, Problems problems) {
        SshConfigReader reader = new SshConfigReader(surroundings, problems);
        reader.file(file, asked, List.of(), 0);
        return new SshConfig(reader.lines);
    }

    private void file(Path file, Place asked, List<List<String>> outer, int depth) {
        List<String> text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            problems.add(asked, "cannot read " + file + ": " + e);
            return;
        }
        List<List<String>> conditions = outer;
        for (int i = 0; i < text.size(); i++) {
            Place at = new Place(file.toString(), i + 1);
            Matcher line = LINE.matcher(text.get(i));
            if (text.get(i).isBlank() || text.get(i).stripLeading().startsWith("#")) {
                continue;
            }
            if (!line.matches()) {
                problems.add(at, "not 'Keyword value'");
                continue;
            }
            List<String> words = words(line.group(2));
            switch (line.group(1).toLowerCase(Locale.ROOT)) {
                case "host" -> conditions = under(outer, words);
                case "match" -> conditions = match(at, outer, words);
                case "include" -> include(at, words, conditions, depth);
                default -> lines.add(new Line(at, line.group(1).toLowerCase(Locale.ROOT), words, conditions));
            }
        }
    }

    private List<List<String>> match(Place at, List<List<String>> outer, List<String> words) {
        if (words.size() == 1 && words.getFirst().equalsIgnoreCase("all")) {
            return outer;
        }
        problems.note(at, "'Match' is not looked at, nor what follows up to the next 'Host'");
        return under(outer, List.of());
    }

    private static List<List<String>> under(List<List<String>> outer, List<String> patterns) {
        List<List<String>> all = new ArrayList<>(outer);
        all.add(patterns);
        return List.copyOf(all);
    }

    private void include(Place at, List<String> words, List<List<String>> conditions, int depth) {
        if (depth == DEEPEST) {
            problems.add(at, "more than " + DEEPEST + " files that include each other");
            return;
        }
        for (String word : words) {
            Path path = surroundings.path(word, surroundings.home().resolve(".ssh"));
            included(at, path).forEach(file -> file(file, at, conditions, depth + 1));
        }
    }

    /// A pattern may match nothing, as may a name: OpenSSH thinks so too.
    private List<Path> included(Place at, Path path) {
        Path directory = path.getParent();
        List<Path> files = new ArrayList<>();
        if (directory != null && Files.isDirectory(directory)) {
            String name = String.valueOf(path.getFileName());
            try (DirectoryStream<Path> found = Files.newDirectoryStream(
                    directory,
                    file -> Globs.matches(name, file.getFileName().toString()) && Files.isRegularFile(file))) {
                found.forEach(files::add);
            } catch (IOException e) {
                problems.add(at, "cannot read " + directory + ": " + e);
            }
        }
        return files.stream().sorted().toList();
    }

    private static List<String> words(String text) {
        return WORD.matcher(text)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .takeWhile(word -> !word.startsWith("#"))
                .toList();
    }
}
