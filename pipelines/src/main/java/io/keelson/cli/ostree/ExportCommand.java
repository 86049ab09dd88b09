package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import io.keelson.ostree.TarExport;
import io.keelson.release.Digest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "export", description = "Stream COMMIT to stdout in tar format")
final class ExportCommand extends RepositoryCommand {
    @Option(names = "--no-xattrs", description = "Skip output of extended attributes")
    private boolean withoutXattrs;

    @Option(names = "--subpath", paramLabel = "PATH", description = "Checkout sub-directory PATH")
    private String subpath = "/";

    @Option(names = "--prefix", paramLabel = "PATH", description = "Add PATH as prefix to archive pathnames")
    private String prefix = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PATH",
            description = "Output to PATH")
    private @Nullable Path output;

    @Parameters(index = "0", paramLabel = "COMMIT")
    private String revision = "";

    @Override
    void run() throws IOException {
        try (Repository repo = open()) {
            Digest commit = repo.refs().resolve(revision);
            TarExport export = new TarExport(repo, new TarExport.Options(subpath, prefix, withoutXattrs));
            if (output == null) {
                export.write(commit, out());
            } else {
                writeTo(output, export, commit);
            }
        }
    }

    /// Nothing half-written is left under the name.
    private static void writeTo(Path file, TarExport export, Digest commit) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            export.write(commit, out);
        } catch (IOException | RuntimeException e) {
            if (Files.isRegularFile(file)) {
                Files.delete(file);
            }
            throw e;
        }
    }
}
