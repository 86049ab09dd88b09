package io.keelson.compose.image;

import io.keelson.compose.image.BootEvent.CommandEnded;
import io.keelson.compose.image.BootEvent.CommandStarted;
import io.keelson.compose.image.BootEvent.InitrdReached;
import io.keelson.compose.image.BootEvent.JobsWaiting;
import io.keelson.compose.image.BootEvent.MultiUserReached;
import io.keelson.compose.image.BootEvent.ProbeDone;
import io.keelson.compose.image.BootEvent.RootReached;
import io.keelson.compose.image.BootEvent.Settled;
import io.keelson.compose.image.BootEvent.TimeTold;
import io.keelson.compose.image.BootEvent.UnitFailed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Understands the probe's line protocol: `keelson WORD ARGUMENTS`. A text follows its header as `data`
/// lines, so an event with a text is complete when the next word comes. Other lines are not the probe's
/// and are passed over, and so is a word with arguments that make no sense.
final class ProbeReader {
    private static final String MARK = "keelson ";

    private final List<String> jobs = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private Optional<String> failedUnit = Optional.empty();
    private int command;

    /// What one line tells: nothing, one event, or two when it also completes the one before.
    List<BootEvent> read(String line) {
        if (!line.startsWith(MARK)) {
            return List.of();
        }
        String[] words = line.substring(MARK.length()).split(" ", 2);
        String argument = words.length == 2 ? words[1].strip() : "";
        if (words[0].equals("data")) {
            text.append(argument);
            return List.of();
        }
        List<BootEvent> events = new ArrayList<>();
        failedUnit.ifPresent(name -> events.add(new UnitFailed(new FailedUnit(name, takeText()))));
        failedUnit = Optional.empty();
        try {
            word(words[0], argument).ifPresent(events::add);
        } catch (NumberFormatException e) {
            return events;
        }
        return events;
    }

    private Optional<BootEvent> word(String word, String argument) {
        return switch (word) {
            case "initrd" -> Optional.of(new InitrdReached(Double.parseDouble(argument)));
            case "root" -> Optional.of(new RootReached(Double.parseDouble(argument)));
            case "jobs" -> {
                jobs.clear();
                yield Optional.of(new JobsWaiting(List.of()));
            }
            case "job" -> {
                jobs.add(argument);
                yield Optional.of(new JobsWaiting(List.copyOf(jobs)));
            }
            case "failed" -> {
                failedUnit = Optional.of(argument);
                yield Optional.empty();
            }
            case "time" -> time(argument.split(" ", 2));
            case "multi-user" -> Optional.of(new MultiUserReached());
            case "state" -> Optional.of(new Settled(argument));
            case "run" -> {
                command = Integer.parseInt(argument);
                yield Optional.of(new CommandStarted(command));
            }
            case "exit" -> Optional.of(new CommandEnded(command, Integer.parseInt(argument), takeText()));
            case "done" -> Optional.of(new ProbeDone());
            default -> Optional.empty();
        };
    }

    private static Optional<BootEvent> time(String[] words) {
        return words.length == 2 ? Optional.of(new TimeTold(words[0], Long.parseLong(words[1]))) : Optional.empty();
    }

    private String takeText() {
        String encoded = text.toString();
        text.setLength(0);
        try {
            return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "(this text was damaged on its way: " + e.getMessage() + ")";
        }
    }
}
