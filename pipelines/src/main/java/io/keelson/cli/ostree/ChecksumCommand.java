package io.keelson.cli.ostree;

import io.keelson.ostree.FileChecksum;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "checksum", description = "Checksum a file or directory")
final class ChecksumCommand extends RepositoryCommand {
    @Option(names = "--ignore-xattrs", description = "Don't include xattrs in checksum")
    private boolean withoutXattrs;

    @Parameters(index = "0", paramLabel = "PATH")
    private Path path = Path.of("");

    @Override
    void run() throws IOException {
        out().println(FileChecksum.of(path, withoutXattrs));
    }
}
