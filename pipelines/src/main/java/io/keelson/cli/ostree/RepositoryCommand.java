package io.keelson.cli.ostree;

import static java.util.Objects.requireNonNull;

import io.keelson.ostree.Repository;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// What every command shares: where it speaks, how it finds its repository and how it fails.
@Command(mixinStandardHelpOptions = true)
abstract class RepositoryCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable CommandGroup group;

    @Option(
            names = {"-v", "--verbose"},
            description = "Print debug information during command processing")
    private boolean verbose;

    @Override
    public final Integer call() {
        try {
            run();
            return 0;
        } catch (KeelsonException e) {
            return failed(e, String.valueOf(e.getMessage()), e.hint());
        } catch (IOException e) {
            return failed(e, message(e), null);
        } finally {
            out().flush();
            err().flush();
        }
    }

    /// Does the work.
    abstract void run() throws IOException;

    private int failed(Exception e, String message, @Nullable String hint) {
        out().flush();
        err().println("error: " + message);
        if (hint != null) {
            err().println("hint: " + hint);
        }
        if (verbose || requireNonNull(group).ostree().verbose()) {
            e.printStackTrace(err());
        }
        return KeelsonException.FAILED;
    }

    /// Java's exceptions often say nothing but a path.
    private static String message(IOException e) {
        String reason = switch (e) {
            case NoSuchFileException gone -> "No such file or directory";
            case AccessDeniedException denied -> "Permission denied";
            case FileAlreadyExistsException exists -> "File exists";
            case DirectoryNotEmptyException full -> "Directory not empty";
            case NotDirectoryException file -> "Not a directory";
            default -> null;
        };
        return reason == null ? String.valueOf(e.getMessage()) : ((FileSystemException) e).getFile() + ": " + reason;
    }

    final boolean verbose() {
        return verbose;
    }

    final PrintStream out() {
        return requireNonNull(group).ostree().out();
    }

    final PrintStream err() {
        return requireNonNull(group).ostree().err();
    }

    final Repository open() throws IOException {
        return Repository.open(repositoryPath());
    }

    final Path repositoryPath() {
        Path given = requireNonNull(group).ostree().repo();
        if (given != null) {
            return given;
        }
        String environment = System.getenv("OSTREE_REPO");
        if (environment != null) {
            return Path.of(environment);
        }
        Path here = Path.of("");
        boolean repository = Files.isDirectory(here.resolve("objects")) && Files.isRegularFile(here.resolve("config"));
        return repository ? here : Path.of("/sysroot/ostree/repo");
    }
}
