package io.keelson.bootstrap.main;

import picocli.CommandLine.Option;

/// What a commit may be.
final class SourceOptions {
    @Option(names = "--again", description = "Take it although it was rejected on this host before.")
    private boolean again;

    @Option(names = "--allow-unsigned", description = "Take it from a remote that is configured without verification.")
    private boolean allowUnsigned;

    boolean again() {
        return again;
    }

    boolean allowUnsigned() {
        return allowUnsigned;
    }
}
