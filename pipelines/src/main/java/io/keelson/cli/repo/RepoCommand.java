package io.keelson.cli.repo;

import picocli.CommandLine.Command;

/// `keelson repo`, which only holds its subcommands.
@Command(
        name = "repo",
        description = "Publish repositories.",
        subcommands = ServeCommand.class,
        mixinStandardHelpOptions = true)
public final class RepoCommand {}
