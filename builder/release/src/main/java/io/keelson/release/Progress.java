package io.keelson.release;

/// Where long work tells what it is doing. Implementations are safe to call from several threads.
public interface Progress {
    /// Says nothing.
    Progress SILENT = new Progress() {
        @Override
        public Task begin(String what, Unit unit, long total) {
            return Task.NONE;
        }

        @Override
        public void note(String line) {}
    };

    /// What a task counts.
    enum Unit {
        /// Bytes.
        BYTES,
        /// Anything countable: packages, files, objects.
        ITEMS,
        /// Nothing: the task has a beginning and an end.
        NONE
    }

    /// Begins a piece of work with a name that a person reads ("import packages").
    ///
    /// @param total how many units there are, or -1 when that is not known
    /// @return the task, to be closed when the work has ended, well or not
    Task begin(String what, Unit unit, long total);

    /// Begins a piece of work that counts nothing.
    default Task begin(String what) {
        return begin(what, Unit.NONE, -1);
    }

    /// One line of information or warning.
    void note(String line);

    /// A piece of work that has begun.
    interface Task extends AutoCloseable {
        /// Counts and shows nothing.
        Task NONE = new Task() {
            @Override
            public void advance(long units) {}

            @Override
            public void detail(String text) {}

            @Override
            public void close() {}
        };

        /// Counts `units` more as done.
        void advance(long units);

        /// What is being done now, and when the task ends what came of it ("198 packages, 12 fetched").
        void detail(String text);

        @Override
        void close();
    }
}
