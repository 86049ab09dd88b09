package io.keelson.cli.ostree;

import static java.util.Objects.requireNonNull;

import io.keelson.ostree.CollectionRef;
import io.keelson.ostree.Mode;
import io.keelson.ostree.Repository;
import io.keelson.ostree.pull.LocalPull;
import io.keelson.ostree.pull.PullRules;
import io.keelson.ostree.pull.PullScope;
import io.keelson.ostree.pull.PullVerifier;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "create-usb", description = "Copy the refs to a USB stick")
final class CreateUsbCommand extends RepositoryCommand {
    private static final String USUAL = ".ostree/repo";
    private static final String LINKS = ".ostree/repos.d";
    private static final int MAX_LINKS = 100;

    @Option(names = "--disable-fsync", description = "Do not invoke fsync()")
    private boolean withoutFsync;

    @Option(
            names = "--destination-repo",
            paramLabel = "DEST",
            description = "Use custom repository directory within the mount")
    private Path destination = Path.of(USUAL);

    @Option(
            names = "--commit",
            paramLabel = "COMMIT",
            description = "Pull a specific commit (only works when a single ref is specified)")
    private @Nullable String commit;

    @Parameters(index = "0", paramLabel = "MOUNT-PATH")
    private Path mount = Path.of("");

    @Parameters(index = "1..*", paramLabel = "COLLECTION-ID REF")
    private List<String> words = List.of();

    @Override
    void run() throws IOException {
        List<CollectionRef> refs = CollectionRefArguments.parse(words);
        if (commit != null && refs.size() > 1) {
            throw new KeelsonException(
                    "The --commit option can only be used when a single COLLECTION-ID REF pair is specified");
        }
        Path root = mount.toRealPath();
        Path place = root.resolve(destination).normalize();
        if (!place.startsWith(root) || place.equals(root)) {
            throw new KeelsonException("--destination-repo must be a descendent of MOUNT-PATH");
        }
        try (Repository source = open()) {
            expectInside(root, place);
            Files.createDirectories(place);
            if (Files.isSameFile(place, source.path())) {
                throw new KeelsonException("--destination-repo must not be the source repository");
            }
            // Archives hold what FAT cannot: owners, modes and attributes.
            try (Repository stick = Repository.init(place, Mode.ARCHIVE)) {
                PullRules rules = PullRules.DEFAULT.withFsync(withoutFsync ? Boolean.FALSE : null);
                new LocalPull(stick, source, null, PullScope.COMMIT, rules)
                        .mirror(refs, commit == null ? null : Digest.parse(commit), PullVerifier.NONE);
                stick.updateSummary(Map.of());
            }
            link(root, place);
            out().println("Copied " + refs.size() + "/" + refs.size() + " refs successfully from '"
                    + source.path().toAbsolutePath().normalize() + "' to '" + destination + "' repository in '" + mount
                    + "'.");
        }
    }

    /// Links on the stick may lead anywhere.
    private static void expectInside(Path root, Path place) throws IOException {
        Path existing = place;
        while (!existing.equals(root) && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = requireNonNull(existing.getParent());
        }
        if (!existing.toRealPath().startsWith(root)) {
            throw new KeelsonException("--destination-repo must be a descendent of MOUNT-PATH");
        }
    }

    /// Those who look for repositories know two places, and links in a directory.
    private static void link(Path root, Path place) throws IOException {
        if (place.equals(root.resolve(USUAL)) || place.equals(root.resolve("ostree/repo"))) {
            return;
        }
        Path links = Files.createDirectories(root.resolve(LINKS));
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(links)) {
            for (Path entry : entries) {
                if (Files.exists(entry) && Files.isSameFile(entry, place)) {
                    return;
                }
            }
        }
        Path target = Path.of("../..").resolve(root.relativize(place));
        for (int i = 0; i < MAX_LINKS; i++) {
            try {
                Files.createSymbolicLink(links.resolve(String.format("%02d-generated", i)), target);
                return;
            } catch (FileAlreadyExistsException e) {
                // The next number may be free.
            }
        }
        throw new KeelsonException("Could not find an unused symlink name for the repository");
    }
}
