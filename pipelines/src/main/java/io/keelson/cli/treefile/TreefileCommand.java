package io.keelson.cli.treefile;

import picocli.CommandLine.Command;

/// `keelson treefile`, which only holds its subcommands.
@Command(
        name = "treefile",
        description = "Print, check and explain treefiles.",
        subcommands = {PrintCommand.class, CheckCommand.class, ExplainCommand.class},
        mixinStandardHelpOptions = true)
public final class TreefileCommand {}
