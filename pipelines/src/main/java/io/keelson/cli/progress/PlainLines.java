package io.keelson.cli.progress;

import java.io.PrintStream;

/// For logs: a line when a task ends, with the time that it took.
record PlainLines(PrintStream out) implements Display {
    @Override
    public void begun(Track task) {}

    @Override
    public void changed(Track task) {}

    @Override
    public void ended(Track task) {
        out.println(task.summary());
    }

    @Override
    public void note(String line) {
        out.println("  " + line.replace("\n", "\n  "));
    }
}
