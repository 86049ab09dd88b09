package io.keelson.cli.fleet;

import picocli.CommandLine.Command;

/// `keelson rollout`, which only holds its subcommands.
@Command(
        name = "rollout",
        mixinStandardHelpOptions = true,
        subcommands = {RolloutResumeCommand.class, RolloutShowCommand.class},
        description = "Runs of deploy and rollback that were written down.")
public final class RolloutCommand {}
