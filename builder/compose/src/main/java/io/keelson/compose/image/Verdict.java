package io.keelson.compose.image;

import java.util.List;

/// How a boot ended.
public sealed interface Verdict {
    /// One message: what failed and what was seen of it.
    String message();

    /// multi-user.target was reached, nothing failed, and every command ended with 0.
    record Healthy() implements Verdict {
        @Override
        public String message() {
            return "multi-user reached, no failed unit";
        }
    }

    /// The system is up, but units failed.
    ///
    /// @param unitNames in systemd's order
    record UnitsFailed(List<String> unitNames) implements Verdict {
        @Override
        public String message() {
            return "failed unit" + (unitNames.size() == 1 ? ": " : "s: ") + String.join(", ", unitNames);
        }
    }

    /// The system is up, but its default target is less than multi-user.target.
    record NotMultiUser(String state) implements Verdict {
        @Override
        public String message() {
            return "the system is " + state + ", but multi-user.target is not active";
        }
    }

    /// The system is up, but a command in it failed.
    record CommandFailed(CommandResult result) implements Verdict {
        @Override
        public String message() {
            return "'" + result.command() + "' ended with status " + result.status() + " in the booted system";
        }
    }

    /// The boot broke off: panic, emergency mode, power off, a timeout.
    ///
    /// @param what the cause, as a sentence without a full stop
    /// @param details failed units or waiting jobs, where they are known
    /// @param console lines of the console around the end
    record Broken(String what, BootStage stage, List<String> details, List<String> console) implements Verdict {
        @Override
        public String message() {
            StringBuilder text = new StringBuilder(what + " (reached: " + stage.words() + ")");
            details.forEach(detail -> text.append("\n  ").append(detail));
            if (!console.isEmpty()) {
                text.append("\n  the console's last lines:");
            }
            console.forEach(line -> text.append("\n  | ").append(line));
            return text.toString();
        }
    }
}
