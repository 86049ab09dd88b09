package io.keelson.cli.ostree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Upstream finds the name of a command behind any options, also those that belong to the command itself:
/// `ostree remote --set=tls-permissive=true add NAME URL`. Our parser wants each name before its options.
final class WordOrder {
    private WordOrder() {}

    /// The same words, those that name commands first. What is not understood stays as it is.
    static String[] namesFirst(String... arguments) {
        List<String> words = new ArrayList<>(Arrays.asList(arguments));
        String command = pull(words, 0, OstreeCommand.names());
        switch (command) {
            case "remote" -> pull(words, 1, RemoteCommand.COMMANDS.names());
            case "static-delta" -> pull(words, 1, StaticDeltaCommand.COMMANDS.names());
            default -> {}
        }
        return words.toArray(String[]::new);
    }

    /// Moves the first word that is no option to a place, if it is one of these names, and returns it.
    private static String pull(List<String> words, int to, Set<String> names) {
        for (int at = to; at < words.size(); at++) {
            String word = words.get(at);
            if (word.equals("--repo")) {
                at++; // its value
            } else if (!word.startsWith("-")) {
                if (!names.contains(word)) {
                    return "";
                }
                words.add(to, words.remove(at));
                return word;
            }
        }
        return "";
    }
}
