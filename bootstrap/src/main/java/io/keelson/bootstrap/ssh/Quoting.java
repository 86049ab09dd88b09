package io.keelson.bootstrap.ssh;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// SSH carries one string, which the user's shell on the host takes apart. This is the only place that makes one.
final class Quoting {
    /// Words of these characters mean themselves everywhere. A leading `=` or `~` does not, and is not one of them.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,-][A-Za-z0-9_./:@%+,=-]*");

    private static final Pattern FIRST = Pattern.compile("[A-Za-z0-9_./:@%+,-]+");

    private Quoting() {}

    /// The words as one line for a shell, each quoted where it must be: the program gets them as they are here.
    ///
    /// @throws IllegalArgumentException when a word holds a NUL, which no argument can
    static String line(List<String> words) {
        String rest = words.stream().skip(1).map(Quoting::word).collect(Collectors.joining(" "));
        return first(words.getFirst()) + (rest.isEmpty() ? "" : " " + rest);
    }

    /// `NAME=VALUE` in front would be a variable, not a program.
    private static String first(String program) {
        return FIRST.matcher(program).matches() ? program : quoted(program);
    }

    private static String word(String word) {
        return PLAIN.matcher(word).matches() ? word : quoted(word);
    }

    private static String quoted(String word) {
        if (word.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("an argument cannot hold a NUL");
        }
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
