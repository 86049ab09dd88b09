package io.keelson.cli.image;

import io.keelson.compose.image.ImageRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which commit becomes an image, and how.
final class ImageOptions {
    @Option(names = "--repo", required = true, paramLabel = "DIR", description = "OSTree repository with the commit.")
    private Path repo = Path.of(".");

    @Parameters(paramLabel = "REF", description = "Ref or commit.")
    private String ref = "";

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            converter = Quantities.SizeConverter.class,
            description = "Size of the image (4G). Default: the content and room for an upgrade.")
    private Quantities.@Nullable Size size;

    @Option(names = "--os", paramLabel = "NAME", description = "Name of the stateroot. Default: ${DEFAULT-VALUE}.")
    private String os = ImageRequest.DEFAULT_OS;

    @Option(names = "--karg", paramLabel = "ARG", description = "Kernel argument to add; may be repeated.")
    private List<String> kernelArguments = new ArrayList<>();

    String ref() {
        return ref;
    }

    /// Checks itself, so that a mistake shows before minutes of work.
    ImageRequest request() {
        return new ImageRequest(
                repo, ref, os, kernelArguments, size == null ? OptionalLong.empty() : OptionalLong.of(size.bytes()));
    }
}
