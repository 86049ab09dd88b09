package io.keelson.packages;

import io.keelson.release.Digest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes a resolution as a lockfile with more members.
final class ResolutionJson {
    private ResolutionJson() {}

    static String write(Resolution resolution, @Nullable Digest treefile) {
        List<Selected> sorted = new ArrayList<>(resolution.packages());
        sorted.sort(Comparator.comparing(Selected::pkg));
        Map<LockedPackage, Integer> index = new HashMap<>();
        sorted.forEach(selected -> index.put(selected.pkg(), index.size()));
        String order = resolution.packages().stream()
                .map(selected -> String.valueOf(index.get(selected.pkg())))
                .collect(java.util.stream.Collectors.joining(", ", "[", "]"));
        return LockWriter.toJson(
                resolution.lock(treefile),
                List.of(
                        "\"order\": " + order,
                        "\"why\": " + LockWriter.array(sorted, s -> reason(s.reason())),
                        "\"notes\": " + LockWriter.array(resolution.notes(), LockWriter::quote)));
    }

    private static String reason(Reason reason) {
        return switch (reason) {
            case Reason.Requested(Request request) ->
                "{\"requested\": " + LockWriter.quote(request.text()) + ", \"origin\": "
                        + LockWriter.quote(request.origin()) + "}";
            case Reason.Essential() -> "{\"essential\": true}";
            case Reason.Needed(String by, String field, String relation) ->
                "{\"by\": " + LockWriter.quote(by) + ", \"field\": " + LockWriter.quote(field) + ", \"relation\": "
                        + LockWriter.quote(relation) + "}";
        };
    }
}
