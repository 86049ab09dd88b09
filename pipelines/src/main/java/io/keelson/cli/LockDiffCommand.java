package io.keelson.cli;

import io.keelson.packages.LockDiff;
import io.keelson.packages.PackageLock;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `keelson lock diff`.
@Command(name = "diff", mixinStandardHelpOptions = true, description = "Say what changes from one lockfile to another.")
final class LockDiffCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "OLD", description = "The lockfile before.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "NEW", description = "The lockfile after.")
    private Path after = Path.of("");

    @Option(names = "--json", description = "Print as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        LockDiff diff = PackageLock.read(before).diff(PackageLock.read(after));
        System.out.print(json ? diff.toJson() : diff.toText());
        return 0;
    }
}
