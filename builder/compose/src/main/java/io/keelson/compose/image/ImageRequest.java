package io.keelson.compose.image;

import io.keelson.release.KeelsonException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/// Which commit goes into an image, and how.
///
/// @param repo an OSTree repository of any mode
/// @param ref a ref in it, or a commit
/// @param os name of the stateroot, whose `/var` the deployment uses
/// @param kernelArguments added after those that the image needs itself
/// @param bytes size of the file system; when empty, what the content needs and room for an upgrade
public record ImageRequest(Path repo, String ref, String os, List<String> kernelArguments, OptionalLong bytes) {
    /// The name of the stateroot when nobody asks for another one.
    public static final String DEFAULT_OS = "keelson";

    private static final long SMALLEST = 64L << 20;

    public ImageRequest {
        kernelArguments = List.copyOf(kernelArguments);
        if (!Files.isRegularFile(repo.resolve("config")) || !Files.isDirectory(repo.resolve("objects"))) {
            throw KeelsonException.usage(repo + " is not an OSTree repository");
        }
        if (!os.matches("[A-Za-z0-9_.-]+")) {
            throw KeelsonException.usage("'" + os + "' cannot be the name of a stateroot");
        }
        if (bytes.isPresent() && bytes.getAsLong() < SMALLEST) {
            throw KeelsonException.usage("an image of " + bytes.getAsLong() + " bytes is too small: at least 64M");
        }
    }

    /// The commit `ref` of `repo`, in an image of the default size.
    public static ImageRequest of(Path repo, String ref) {
        return new ImageRequest(repo, ref, DEFAULT_OS, List.of(), OptionalLong.empty());
    }
}
