package io.keelson.cli.host;

import picocli.CommandLine.Command;

/// `keelson host`.
@Command(
        name = "host",
        mixinStandardHelpOptions = true,
        subcommands = {BundleCommand.class, InstallCommand.class},
        description = "Makes what hosts carry, and puts it there.")
public final class HostCommand {}
