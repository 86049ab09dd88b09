package io.keelson.cli;

import picocli.CommandLine.Command;

/// `keelson lock`, which only holds its subcommands.
@Command(
        name = "lock",
        mixinStandardHelpOptions = true,
        description = "Look at lockfiles.",
        subcommands = LockDiffCommand.class)
final class LockCommand {}
