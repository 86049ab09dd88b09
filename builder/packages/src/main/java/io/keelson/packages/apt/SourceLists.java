package io.keelson.packages.apt;

import io.keelson.packages.fetch.Addresses;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Reads source lists: deb822 `.sources` and one-line `.list` files.
public final class SourceLists {
    private SourceLists() {}

    /// The sources of all files in their order. Disabled ones and those of types other than `deb` are
    /// left out.
    ///
    /// @param architecture the host's own, for `$(ARCH)`
    /// @throws KeelsonException that names every wrong line of all files
    public static List<Source> read(List<Path> files, String architecture) {
        List<Source> sources = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path file : files) {
            read(file, architecture, sources, problems);
        }
        if (!problems.isEmpty()) {
            problems.replaceAll(Addresses::withoutUsers); // they quote what is wrong, and it may hold a password
            throw KeelsonException.usage(problems).withHint("the forms are described in sources.list(5)");
        }
        return List.copyOf(sources);
    }

    /// What a machine is configured with: `sources.list`, and the files of `sources.list.d` in the order
    /// of their names.
    ///
    /// @param etcApt usually `/etc/apt`
    public static List<Source> host(Path etcApt, String architecture) {
        List<Path> files = new ArrayList<>();
        Path main = etcApt.resolve("sources.list");
        if (Files.exists(main)) {
            files.add(main);
        }
        try (Stream<Path> more = Files.list(etcApt.resolve("sources.list.d"))) {
            more.filter(SourceLists::isList).sorted().forEach(files::add);
        } catch (NoSuchFileException e) {
            // a machine need not have the directory
        } catch (IOException e) {
            throw new KeelsonException("cannot read " + etcApt + "/sources.list.d: " + e.getMessage(), e);
        }
        List<Source> sources = read(files, architecture);
        if (sources.isEmpty()) {
            throw new KeelsonException("this machine has no apt sources: " + etcApt + " names none")
                    .withHint("name .sources files in the treefile's repos instead of host");
        }
        return sources;
    }

    /// Apt's own rule for names; it leaves out backups such as `x.list.save`.
    private static boolean isList(Path file) {
        String name = file.getFileName().toString();
        return name.matches("[A-Za-z0-9_.-]+\\.(list|sources)") && Files.isRegularFile(file);
    }

    private static void read(Path file, String architecture, List<Source> sources, List<String> problems) {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            problems.add(file + ": there is no such source list");
            return;
        } catch (IOException e) {
            problems.add(file + ": cannot be read: " + e.getMessage());
            return;
        }
        if (file.toString().endsWith(".sources")) {
            new StanzaSources(file, architecture, problems).read(text, sources);
        } else {
            new LineSources(file, architecture, problems).read(text, sources);
        }
    }
}
