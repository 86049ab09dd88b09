package io.keelson.cli.fleet;

import io.keelson.bootstrap.rollout.RolloutPlan;
import io.keelson.bootstrap.rollout.RolloutView;
import io.keelson.cli.progress.ProgressOptions.Form;
import java.io.PrintStream;

/// The forms in which a rollout is shown.
final class Views {
    private Views() {}

    static RolloutView of(Form form, PrintStream out, RolloutPlan plan) {
        return switch (form) {
            case AUTO -> new LiveTable(out, plan.hosts());
            case PLAIN -> new PlainView(out);
            case JSON -> new JsonView(out);
        };
    }

    /// Leaves the terminal as the next line expects it.
    static void end(RolloutView view) {
        if (view instanceof LiveTable table) {
            table.end();
        }
    }
}
