package io.keelson.compose.image;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The lists of what a deployment's kernel has, built in or as modules.
record KernelModules(List<Path> lists) {
    static KernelModules of(Path deployment) throws IOException {
        List<Path> lists = new ArrayList<>();
        Path modules = deployment.resolve("usr/lib/modules");
        if (!Files.isDirectory(modules)) {
            return new KernelModules(lists);
        }
        try (Stream<Path> kernels = Files.list(modules)) {
            for (Path kernel : kernels.toList()) {
                Stream.of("modules.dep", "modules.builtin")
                        .map(kernel::resolve)
                        .filter(Files::isRegularFile)
                        .forEach(lists::add);
            }
        }
        return new KernelModules(lists);
    }

    /// Whether the lists have `module`; without lists nobody can tell, and it is taken to be there.
    boolean has(String module) throws IOException {
        boolean found = lists.isEmpty();
        for (Path list : lists) {
            found |= Files.readString(list, StandardCharsets.UTF_8).contains("/" + module + ".ko");
        }
        return found;
    }

    /// @throws KeelsonException when the kernel could not mount its root
    void expect(RootFilesystem filesystem) throws IOException {
        if (!has(filesystem.toString())) {
            throw new KeelsonException("the kernel of the commit has no " + filesystem)
                    .withHint("choose a --filesystem that it has, or put a kernel with " + filesystem
                            + " into the image, and into its initramfs");
        }
    }
}
