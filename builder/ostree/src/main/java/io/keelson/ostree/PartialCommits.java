package io.keelson.ostree;

import io.keelson.release.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Marks of commits whose objects need not all be there.
public final class PartialCommits {
    private static final String LOST = "f";

    private final Repository repo;

    /// What is known about a commit that exists.
    public enum State {
        /// Everything it consists of is here.
        WHOLE,
        /// It was never fetched as a whole, or is being fetched.
        PARTIAL,
        /// It was whole, until a check found something missing or broken.
        LOST
    }

    PartialCommits(Repository repo) {
        this.repo = repo;
    }

    /// What is known about a commit.
    public State state(Digest commit) throws IOException {
        try {
            return Files.size(mark(commit)) > 0 ? State.LOST : State.PARTIAL;
        } catch (NoSuchFileException e) {
            return State.WHOLE;
        }
    }

    /// Remembers what is known about a commit.
    public void set(Digest commit, State state) throws IOException {
        Path mark = mark(commit);
        if (state == State.WHOLE) {
            Files.deleteIfExists(mark);
        } else if (state != state(commit)) {
            Files.createDirectories(mark.getParent());
            Durable.replace(mark, state == State.LOST ? LOST : "", repo.fsync());
        }
    }

    private Path mark(Digest commit) {
        return repo.path().resolve("state").resolve(commit.hex() + ".commitpartial");
    }
}
