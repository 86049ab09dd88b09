package io.keelson.cli.host;

import picocli.CommandLine.Command;

/// `keelson host`.
@Command(
        name = "host",
        mixinStandardHelpOptions = true,
        subcommands = BundleCommand.class,
        description = "Makes what hosts carry.")
public final class HostCommand {}
