package io.keelson.cli.image;

import picocli.CommandLine.Command;

/// `keelson image`, which only holds its subcommands.
@Command(
        name = "image",
        description = "Make and try images of a commit.",
        subcommands = {DiskCommand.class, QemuCommand.class},
        mixinStandardHelpOptions = true)
public final class ImageCommand {}
