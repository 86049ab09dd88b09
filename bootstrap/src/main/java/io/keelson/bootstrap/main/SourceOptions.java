package io.keelson.bootstrap.main;

import picocli.CommandLine.Option;

/// What a commit may be.
final class SourceOptions {
    @Option(names = "--again", description = "Take it although it was rejected on this host before.")
    private boolean again;

    @Option(names = "--allow-unsigned", description = "Take it from a remote that is configured without verification.")
    private boolean allowUnsigned;

    @Option(
            names = "--unconfirmed",
            description = "Take it although what runs is still on trial. Should both fail, no proven one is left.")
    private boolean unconfirmed;

    boolean unconfirmed() {
        return unconfirmed;
    }

    boolean again() {
        return again;
    }

    boolean allowUnsigned() {
        return allowUnsigned;
    }
}
