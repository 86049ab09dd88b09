package io.keelson.compose.treefile;

import io.keelson.compose.treefile.Documents.Format;
import io.keelson.compose.treefile.Include.Conditional;
import io.keelson.compose.treefile.Node.Mapping;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a treefile and what it includes into one set of values. Included files are read depth
/// first: `include`, then `arch-include`, then `conditional-include`, whose conditions thus see the
/// variables of all files before them.
final class Loader {
    private static final int MAX_DEPTH = 50;

    private final LoadOptions options;
    private final Problems problems;
    private final Variables variables;
    private final Path root;

    /// Every file that was read, under its real path, and where it was asked for.
    private final Map<Path, Origin> seen = new LinkedHashMap<>();

    /// The files that are being read, outermost first.
    private final Set<Path> open = new LinkedHashSet<>();

    private final Set<Path> directories = new LinkedHashSet<>();

    Loader(Path file, LoadOptions options, Problems problems) {
        this.options = options;
        this.problems = problems;
        this.root = directory(file);
        this.variables = new Variables(problems);
        variables.offer(options.variables());
        variables.offer("basearch", new VarValue.Text(options.basearch()));
    }

    private static Path directory(Path file) {
        Path parent = file.toAbsolutePath().normalize().getParent();
        return parent == null ? file.toAbsolutePath().getRoot() : parent;
    }

    Variables variables() {
        return variables;
    }

    /// The directory of the first treefile.
    Path root() {
        return root;
    }

    /// The treefiles that were read.
    List<Path> files() {
        return List.copyOf(seen.keySet());
    }

    /// The directories that hold them.
    List<Path> directories() {
        return List.copyOf(directories);
    }

    /// The merged values of a file. What could not be read is missing in them, and told.
    ///
    /// @param shown the name of the file in messages
    /// @param blame who asked for it
    Values load(Path file, String shown, Origin blame, int depth) {
        Optional<String> text = Documents.text(file, shown, blame, problems);
        Path real = text.isEmpty() ? null : admit(file, shown, blame);
        if (text.isEmpty() || real == null) {
            variables.incomplete();
            return new Values();
        }
        open.add(real);
        directories.add(directory(real));
        Reading in = reading(file);
        Values values = flatten(parse(text.get(), file, shown, in), in, shown, depth);
        open.remove(real);
        return values;
    }

    private Reading reading(Path file) {
        boolean strict = Format.of(file) != Format.JSON;
        return new Reading(directory(file), root, options.basearch(), strict, true, problems);
    }

    /// The real path of a file that is read for the first time; null after a problem was told.
    private @Nullable Path admit(Path file, String shown, Origin blame) {
        try {
            Path real = file.toRealPath();
            Origin first = seen.putIfAbsent(real, blame);
            if (first == null) {
                return real;
            }
            problems.add(
                    blame,
                    open.contains(real)
                            ? shown + " includes itself, here in the end"
                            : shown + " is included twice, first at " + first);
        } catch (IOException e) {
            problems.add(blame, "cannot read " + shown + ": " + e.getMessage());
        }
        return null;
    }

    private Values parse(String text, Path file, String shown, Reading in) {
        Format format = Format.of(file);
        if (format == Format.KICKSTART) {
            return Kickstart.read(text, shown, problems);
        }
        Mapping map = Documents.parse(text, shown, format, problems);
        if (map == null) {
            variables.incomplete();
            return new Values();
        }
        return new LayerReader(in).read(map);
    }

    /// Merges into `own` what it includes. Treefiles written in place are part of the file, so they
    /// come before the files that it names.
    private Values flatten(Values own, Reading in, String shown, int depth) {
        own.get(Keys.VARIABLES).ifPresent(variables::offer);
        own.get(Keys.RELEASEVER).ifPresent(release -> variables.offer("releasever", release));
        List<Values> inline = new ArrayList<>();
        List<Values> named = new ArrayList<>();
        include(own.get(Keys.INCLUDE), in, shown, depth, inline, named);
        include(own.get(Keys.ARCH_INCLUDE).map(m -> m.get(in.basearch())), in, shown, depth, inline, named);
        for (Conditional conditional : own.list(Keys.CONDITIONAL_INCLUDE)) {
            if (conditional.holds(variables, problems)) {
                include(Optional.of(conditional.includes()), in, shown, depth, inline, named);
            } else {
                conditional.includes().forEach(include -> onlyCheck(include, in));
            }
        }
        inline.forEach(own::merge);
        named.forEach(own::merge);
        return own;
    }

    private void include(
            Optional<List<Include>> includes,
            Reading in,
            String shown,
            int depth,
            List<Values> inline,
            List<Values> named) {
        for (Include include : includes.orElse(List.of())) {
            switch (include) {
                case Include.Inline(Mapping map) ->
                    inline.add(flatten(new LayerReader(in).read(map), in, shown, depth));
                case Include.ByName name -> named.add(named(name, in, shown, depth));
            }
        }
    }

    private Values named(Include.ByName name, Reading in, String shown, int depth) {
        if (depth == MAX_DEPTH) {
            problems.add(name.origin(), "more than " + MAX_DEPTH + " treefiles include each other");
            return new Values();
        }
        return in.resolve(name.origin(), name.declared())
                .map(file -> load(file, shownAs(name.declared(), shown), name.origin(), depth + 1))
                .orElseGet(Values::new);
    }

    private static String shownAs(String declared, String includer) {
        try {
            return Path.of(includer).resolveSibling(declared).normalize().toString();
        } catch (InvalidPathException e) {
            return declared;
        }
    }

    /// A treefile that is not included now must still be well-formed.
    private void onlyCheck(Include include, Reading in) {
        if (include instanceof Include.Inline(Mapping map)) {
            Reading inactive = in.inactive();
            Values values = new LayerReader(inactive).read(map);
            values.list(Keys.CONDITIONAL_INCLUDE).stream()
                    .flatMap(c -> c.includes().stream())
                    .forEach(nested -> onlyCheck(nested, inactive));
        }
    }
}
