package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "delete", description = "Delete a remote repository")
final class RemoteDeleteCommand extends RepositoryCommand {
    @Option(names = "--if-exists", description = "Do nothing if the provided remote does not exist")
    private boolean ifExists;

    @Option(names = "--sysroot", paramLabel = "PATH", description = "Use sysroot at PATH (overrides --repo)")
    private @Nullable Path sysroot;

    @Parameters(paramLabel = "NAME")
    private String name = "";

    @Override
    void run() throws IOException {
        try (Repository repo = sysroot == null ? open() : Repository.open(sysroot.resolve("ostree/repo"))) {
            boolean deleted = RemotesDirectory.remotes(repo, sysroot).delete(name);
            if (!deleted && !ifExists) {
                throw new KeelsonException("Remote \"" + name + "\" not found");
            }
        }
    }
}
