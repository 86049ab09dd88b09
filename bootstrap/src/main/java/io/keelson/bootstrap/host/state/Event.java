package io.keelson.bootstrap.host.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that happened to a host, one line of its history.
///
/// @param event what: `staged`, `confirmed`, `rejected`, ...; readers accept words they do not know
/// @param reason why, when that is known
/// @param by who asked for it, when somebody did
public record Event(
        Instant time,
        String event,
        String commit,
        @Nullable String reason,
        @Nullable String by) {}
