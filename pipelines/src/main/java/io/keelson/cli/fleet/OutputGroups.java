package io.keelson.cli.fleet;

import io.keelson.bootstrap.host.CommandResult;
import io.keelson.bootstrap.rollout.Everywhere.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a program printed on many hosts, once for each thing that it printed. Made harmless for a terminal.
final class OutputGroups {
    private OutputGroups() {}

    static String text(List<Answer<CommandResult>> answers) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (Answer<CommandResult> answer : answers) {
            String text = answer.value().map(OutputGroups::shown).orElseGet(() -> "failed: " + answer.failure() + "\n");
            groups.computeIfAbsent(text, _ -> new ArrayList<>()).add(answer.host());
        }
        StringBuilder all = new StringBuilder();
        groups.forEach((text, hosts) -> all.append(String.join(" ", hosts))
                .append(hosts.size() > 1 ? " (" + hosts.size() + "): " : ": ")
                .append(text));
        return all.toString();
    }

    private static String shown(CommandResult result) {
        String end = result.timedOut() ? "it did not end in time" : "exit status " + result.status();
        String output = result.stdout()
                + (result.stdout().isEmpty() || result.stdout().endsWith("\n") ? "" : "\n")
                + result.stderr();
        StringBuilder text = new StringBuilder(end).append('\n');
        output.lines().forEach(line -> text.append("  ").append(harmless(line)).append('\n'));
        return result.truncated() ? text.append("  (there was more)\n").toString() : text.toString();
    }

    /// Tabs stay.
    private static String harmless(String line) {
        return CommandResult.plain(line.replace("\t", "        "));
    }
}
