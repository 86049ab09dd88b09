package io.keelson.bootstrap.host.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The last change of the deployments that somebody asked for.
///
/// @param id names it, so that who asked over the network recognises the answer
/// @param kind the command
/// @param from the commit that ran then
public record Request(
        String id,
        String kind,
        String commit,
        @Nullable String version,
        @Nullable String from,
        String refspec,
        Instant time,
        String by) {
    public static Optional<Request> read(HostPaths paths) {
        return SmallFiles.read(paths.state().resolve("request.json"))
                .flatMap(Json::parse)
                .map(node -> new Request(
                        Json.text(node, "id", ""),
                        Json.text(node, "kind", ""),
                        Json.text(node, "commit", ""),
                        Json.text(node, "version"),
                        Json.text(node, "from"),
                        Json.text(node, "refspec", ""),
                        Json.time(node, "time"),
                        Json.text(node, "by", "")));
    }

    public ObjectNode describe() {
        return Json.object()
                .put("id", id)
                .put("kind", kind)
                .put("commit", commit)
                .put("version", version)
                .put("from", from)
                .put("refspec", refspec)
                .put("time", Json.time(time))
                .put("by", by);
    }
}
