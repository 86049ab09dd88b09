package io.keelson.cli.host;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `keelson host bundle`.
@Command(
        name = "bundle",
        mixinStandardHelpOptions = true,
        description = {
            "Makes the directory that a host carries as /usr/lib/keelson/host: keelson-host with its own Java, and "
                    + "nothing of the builder.",
            "",
            "It runs from wherever it is put, also read-only. Copy it with its times (tar, cp -a) or with all times "
                    + "0, as OSTree has them: it starts slower when they differ."
        })
final class BundleCommand implements Callable<Integer> {
    @Option(names = "--output", required = true, paramLabel = "DIR", description = "The directory to make.")
    private Path output = Path.of(".");

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path target = output.toAbsolutePath().normalize();
        if (Files.exists(target)) {
            throw KeelsonException.usage(target + " exists already").withHint("remove it, or name another directory");
        }
        long bytes = new HostBundle(target).make();
        System.out.println(output + ": " + (bytes >> 20) + " MiB");
        return 0;
    }
}
