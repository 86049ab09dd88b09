package io.keelson.ostree;

import java.util.ArrayList;
import java.util.List;

/// Keeps what a check finds.
final class Messages implements Fsck.Listener {
    final List<String> problems = new ArrayList<>();

    @Override
    public void step(String line) {}

    @Override
    public void problem(String line) {
        problems.add(line);
    }

    @Override
    public void notice(String line) {}

    @Override
    public void progress(long done, long total) {}
}
