package io.keelson.cli.fleet;

import io.keelson.bootstrap.rollout.HostProgress;
import io.keelson.bootstrap.rollout.RolloutPlan.Wave;
import io.keelson.bootstrap.rollout.RolloutView;
import java.io.PrintStream;

/// For logs: a line for everything.
record PlainView(PrintStream out) implements RolloutView {
    @Override
    public void wave(Wave wave, int of) {
        out.println(heading(wave, of));
    }

    static String heading(Wave wave, int of) {
        return "wave " + wave.number() + " of " + of + (wave.canary() ? ", canaries" : "") + ": "
                + wave.targets().size() + " hosts";
    }

    @Override
    public void host(HostProgress progress) {
        out.println("  " + line(progress));
    }

    static String line(HostProgress progress) {
        String what = progress.reason().isEmpty() ? progress.version() : progress.reason();
        return (progress.host() + ": " + progress.phase().word() + (what.isEmpty() ? "" : ": " + what));
    }

    @Override
    public void detail(String host, String text) {
        out.println("  " + host + ": " + text);
    }

    @Override
    public void note(String line) {
        out.println("  " + line);
    }
}
