package io.keelson.bootstrap.host.state;

import java.util.List;

/// What became of a request: a machine whose arrows are the events of the history.
///
/// ```
/// Pending ──confirmed──► Confirmed ──rejected, rolled-back──► Rejected
///    │ └──rejected, rolled-back──► Rejected          (an unhealthy but confirmed one stays Confirmed)
///    └──interrupted──► Interrupted
/// ```
public sealed interface Outcome {
    /// It is staged, or on its way to be confirmed.
    record Pending() implements Outcome {}

    /// It was booted and passed its checks.
    record Confirmed() implements Outcome {}

    /// It failed here, or a person went back from it.
    record Rejected(String reason) implements Outcome {}

    /// It never got to be booted; asking again continues.
    record Interrupted(String reason) implements Outcome {}

    /// What `event`, about the same commit, makes of this.
    default Outcome next(Event event) {
        String reason = event.reason() == null ? event.event() : event.reason();
        return switch (this) {
            case Pending _, Interrupted _ ->
                switch (event.event()) {
                    case "staged" -> new Pending();
                    case "confirmed" -> new Confirmed();
                    case "rejected", "rolled-back" -> new Rejected(reason);
                    case "interrupted" -> new Interrupted(reason);
                    default -> this;
                };
            case Confirmed _ ->
                switch (event.event()) {
                    case "rejected", "rolled-back" -> new Rejected(reason);
                    default -> this;
                };
            case Rejected _ -> this;
        };
    }

    /// The outcome of `request` after all that happened since.
    ///
    /// @param present whether its commit is deployed or staged now
    static Outcome of(Request request, List<Event> history, boolean present) {
        Outcome outcome = new Pending();
        for (Event event : history) {
            if (!event.time().isBefore(request.time()) && event.commit().equals(request.commit())) {
                outcome = outcome.next(event);
            }
        }
        return outcome instanceof Pending && !present
                ? new Interrupted("it is neither staged nor deployed, as after a kill or a power cut")
                : outcome;
    }

    /// The word for it.
    default String word() {
        return switch (this) {
            case Pending _ -> "pending";
            case Confirmed _ -> "confirmed";
            case Rejected _ -> "rejected";
            case Interrupted _ -> "interrupted";
        };
    }

    /// Why, where there is something to say.
    default String reason() {
        return switch (this) {
            case Pending _, Confirmed _ -> "";
            case Rejected rejected -> rejected.reason();
            case Interrupted interrupted -> interrupted.reason();
        };
    }
}
