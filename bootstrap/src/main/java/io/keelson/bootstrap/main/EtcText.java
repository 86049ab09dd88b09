package io.keelson.bootstrap.main;

import io.keelson.bootstrap.host.deploy.EtcDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What becomes of /etc, for a person.
final class EtcText {
    private EtcText() {}

    static List<String> whole(EtcDiff diff) {
        List<String> lines = new ArrayList<>();
        section(lines, "changed on both sides: this host's stay", diff.conflicts(), diff.local());
        List<String> kept = new ArrayList<>(diff.local().keySet());
        kept.removeAll(diff.conflicts());
        section(lines, "changed on this host: kept", kept, diff.local());
        section(lines, "changed in the new image: arrive", diff.arriving(), diff.image());
        return lines.isEmpty() ? List.of("/etc stays as it is") : lines;
    }

    private static void section(List<String> lines, String title, List<String> files, Map<String, Character> how) {
        if (!files.isEmpty()) {
            lines.add(title);
            files.forEach(file -> lines.add("  " + how.get(file) + " /etc/" + file));
        }
    }
}
