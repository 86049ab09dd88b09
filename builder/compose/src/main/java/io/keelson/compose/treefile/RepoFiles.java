package io.keelson.compose.treefile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.keelson.release.Spelling;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the files beside a treefile that say where packages come from.
final class RepoFiles {
    private RepoFiles() {}

    /// A section of a `.repo` file; disabled ones must be named to be used.
    private record Section(String id, boolean enabled) {}

    static Type<RepoRef> repo() {
        String expected = "the id of a repository, the name of a .sources or .list file, or host";
        return Types.of(
                expected,
                (node, in) -> {
                    String text = Types.nonEmpty(node, in, expected);
                    return text == null ? null : find(text, node.at(), in);
                },
                ref -> JsonNodeFactory.instance.textNode(ref.declared()));
    }

    private static @Nullable RepoRef find(String name, Origin at, Reading in) {
        Set<Path> directories = new LinkedHashSet<>(List.of(in.directory(), in.root()));
        for (Path directory : directories) {
            Optional<RepoRef> found = in(directory, name);
            if (found.isPresent()) {
                return found.get();
            }
        }
        if (name.equals("host")) {
            return new RepoRef.HostSources();
        }
        if (in.active()) {
            in.problems().add(at, "no repository '" + name + "' beside the treefile", advice(name, directories));
        }
        return null;
    }

    /// A section wins over a file name, since sections are what a treefile always could name.
    private static Optional<RepoRef> in(Path directory, String name) {
        for (Path file : files(directory, ".repo")) {
            if (sections(file).stream().anyMatch(s -> s.id().equals(name))) {
                return Optional.of(new RepoRef.RpmRepo(name, file));
            }
        }
        return Stream.of(name, name + ".sources", name + ".list")
                .filter(n -> n.indexOf('\0') < 0)
                .map(n -> sourcesFile(name, directory.resolve(n)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<RepoRef> sourcesFile(String declared, Path file) {
        String name = String.valueOf(file.getFileName());
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        if (name.endsWith(".sources")) {
            return Optional.of(new RepoRef.SourcesFile(declared, file, RepoRef.Kind.DEB822));
        }
        return name.endsWith(".list")
                ? Optional.of(new RepoRef.SourcesFile(declared, file, RepoRef.Kind.LIST))
                : Optional.empty();
    }

    /// Everything that is enabled beside a treefile which names nothing, files by name.
    ///
    /// @param without these, by whatever name
    static List<RepoRef> enabled(Path directory, List<RepoRef> without) {
        List<Object> places = without.stream().map(RepoFiles::place).toList();
        return enabled(directory).stream()
                .filter(repo -> !places.contains(place(repo)))
                .toList();
    }

    private static Object place(RepoRef repo) {
        return repo instanceof RepoRef.SourcesFile file ? file.path() : repo;
    }

    private static List<RepoRef> enabled(Path directory) {
        List<RepoRef> found = new ArrayList<>();
        for (Path file : files(directory, ".repo")) {
            sections(file).stream().filter(Section::enabled).forEach(s -> found.add(new RepoRef.RpmRepo(s.id(), file)));
        }
        Stream.concat(files(directory, ".sources").stream(), files(directory, ".list").stream())
                .map(file -> sourcesFile(String.valueOf(file.getFileName()), file))
                .flatMap(Optional::stream)
                .forEach(found::add);
        return found;
    }

    private static String advice(String name, Set<Path> directories) {
        List<String> there = directories.stream()
                .flatMap(d -> enabledOrNot(d).stream())
                .distinct()
                .toList();
        String meant = Spelling.didYouMean(name, there);
        if (!meant.isEmpty()) {
            return meant;
        }
        return there.isEmpty()
                ? "there is no .repo, .sources or .list file; add one, or write host"
                : "there are " + String.join(", ", there) + ", and host";
    }

    private static List<String> enabledOrNot(Path directory) {
        Stream<String> ids = files(directory, ".repo").stream()
                .flatMap(f -> sections(f).stream())
                .map(Section::id);
        Stream<String> names = Stream.of(".sources", ".list")
                .flatMap(end -> files(directory, end).stream())
                .map(f -> String.valueOf(f.getFileName()));
        return Stream.concat(ids, names).toList();
    }

    private static List<Path> files(Path directory, String end) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(directory)) {
            return list.filter(f -> f.toString().endsWith(end))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /// Only the names; what a section says is read by whoever fetches from it.
    private static List<Section> sections(Path file) {
        List<Section> sections = new ArrayList<>();
        for (String line : lines(file)) {
            String text = line.strip();
            if (text.startsWith("[") && text.endsWith("]") && !text.equals("[main]")) {
                sections.add(new Section(text.substring(1, text.length() - 1).strip(), true));
            } else if (text.matches("(?i)enabled\\s*=\\s*(0|no|false|off)") && !sections.isEmpty()) {
                sections.add(new Section(sections.removeLast().id(), false));
            }
        }
        return sections;
    }

    private static List<String> lines(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
