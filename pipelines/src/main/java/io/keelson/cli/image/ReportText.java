package io.keelson.cli.image;

import io.keelson.compose.image.BootReport;
import io.keelson.compose.image.BootableImage;
import io.keelson.compose.image.CommandResult;
import io.keelson.compose.image.FailedUnit;
import java.util.Locale;
import java.util.Optional;

/// The result for a person.
final class ReportText {
    private final StringBuilder text = new StringBuilder();

    private ReportText() {}

    /// @param stays whether the image is still there afterwards
    static String of(BootableImage image, boolean stays, Optional<BootReport> report) {
        ReportText result = new ReportText();
        result.line("commit   " + image.commit());
        if (stays) {
            result.line("image    " + image.disk());
        }
        report.ifPresent(result::boot);
        return result.text.toString();
    }

    private void boot(BootReport report) {
        report.commands().forEach(this::command);
        line("boot     " + report.timings() + " (" + report.accelerator().name().toLowerCase(Locale.ROOT) + ")");
        report.failedUnits().forEach(this::unit);
        if (report.healthy()) {
            line("result   " + report.verdict().message());
        }
    }

    private void command(CommandResult result) {
        line("$ " + result.command());
        text.append(result.output());
        if (!result.output().isEmpty() && !result.output().endsWith("\n")) {
            text.append('\n');
        }
        line("exit status " + result.status());
    }

    private void unit(FailedUnit unit) {
        line("failed   " + unit.name());
        unit.status().lines().forEach(status -> line("  | " + status));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
