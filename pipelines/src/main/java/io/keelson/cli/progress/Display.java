package io.keelson.cli.progress;

/// One form of progress. It is called by one thread at a time.
sealed interface Display permits PlainLines, LiveLine, JsonLines {
    void begun(Track task);

    /// It counted, or said what it does now. This comes often.
    void changed(Track task);

    void ended(Track task);

    void note(String line);
}
