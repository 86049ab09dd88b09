package io.keelson.compose.treefile;

import java.util.List;
import java.util.regex.Pattern;

/// Files of one package that the image shall not have: those whose absolute path one of the
/// patterns finds (`find()`, not `matches()`).
///
/// @param declared the expressions as they were written, in JavaScript's syntax
public record RemoveFromPackage(String name, List<Pattern> patterns, List<String> declared, Origin origin) {
    public RemoveFromPackage {
        patterns = List.copyOf(patterns);
        declared = List.copyOf(declared);
    }

    /// Whether the file at this absolute path is to go.
    public boolean removes(String path) {
        return patterns.stream().anyMatch(p -> p.matcher(path).find());
    }
}
