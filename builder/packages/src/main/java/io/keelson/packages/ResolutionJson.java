package io.keelson.packages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A resolution as a lockfile with more members.
final class ResolutionJson {
    private static final ObjectMapper JSON = new ObjectMapper();

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

    static Resolution read(Path file) {
        List<LockedPackage> packages = PackageLock.read(file).packages();
        try {
            JsonNode json = JSON.readTree(file.toFile());
            List<Selected> order = new ArrayList<>();
            for (JsonNode index : json.path("order")) {
                LockedPackage p = packages.get(index.asInt(-1));
                order.add(new Selected(p, reason(json.path("why").path(index.asInt()))));
            }
            List<String> notes = new ArrayList<>();
            json.path("notes").forEach(note -> notes.add(note.asText()));
            if (order.stream().distinct().count() != packages.size()) {
                throw new IndexOutOfBoundsException("'order' does not name each package once");
            }
            return new Resolution(order, notes);
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new KeelsonException(file + ": this is no resolution: " + e.getMessage(), e);
        }
    }

    private static Reason reason(JsonNode why) {
        if (why.has("requested")) {
            String origin = why.path("origin").asText();
            return new Reason.Requested(new Request(why.path("requested").asText(), origin));
        }
        return why.has("by")
                ? new Reason.Needed(
                        why.path("by").asText(),
                        why.path("field").asText(),
                        why.path("relation").asText())
                : new Reason.Essential();
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
