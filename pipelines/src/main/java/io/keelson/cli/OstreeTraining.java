package io.keelson.cli;

import io.keelson.cli.ostree.OstreeCommand;
import io.keelson.cli.ostree.OstreeMain;
import io.keelson.ostree.Repository;
import io.keelson.ostree.serve.RepositoryServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;

/// What the launcher runs once so that the JVM's cache for the commands of OSTree holds their classes and
/// what of their code is worth compiling. A cache of their own: the JVM loads the whole of it in each run.
final class OstreeTraining {
    private static final int DIRECTORIES = 20;
    private static final int FILES = 12;

    /// Most files are small, as they are in a root file system.
    private static final int SMALL = 20_000;

    private static final int LARGE = 1 << 20;

    private final Path work;

    private OstreeTraining(Path work) {
        this.work = work;
    }

    /// Runs the commands, and ends the process as they do.
    public static void main(String[] args) throws IOException {
        Path work = Files.createTempDirectory("keelson-training");
        try {
            new OstreeTraining(work).run();
        } finally {
            Training.delete(work);
        }
        System.exit(0);
    }

    private void run() throws IOException {
        ostree("init", "--repo=" + work.resolve("archive"), "--mode=archive");
        for (int version : new int[] {1, 2}) {
            writeTree(version);
            on("archive", "commit", "-b", "main", "-s", "version " + version, at("tree"));
        }
        read();
        on("archive", "fsck");
        on("archive", "static-delta", "generate", "--from=main^", "--to=main");
        on("archive", "static-delta", "generate", "--empty", "--to=main");
        on("archive", "summary", "-u");
        for (String mode : new String[] {"archive", "bare-user"}) {
            pull(mode);
        }
        on("archive", "prune", "--refs-only", "--depth=0");
    }

    private void read() {
        on("archive", "refs");
        on("archive", "ls", "-R", "main");
        on("archive", "cat", "main", "/0/0");
        on("archive", "show", "main");
        on("archive", "log", "main");
        on("archive", "rev-parse", "main");
        on("archive", "diff", "main^", "main");
        on("archive", "checkout", "-U", "main", at("checkout"));
        on("archive", "config", "get", "core.mode");
        ostree("--version");
        ostree("--help");
    }

    private void pull(String mode) throws IOException {
        ostree("init", "--repo=" + at("local-" + mode), "--mode=" + mode);
        on("local-" + mode, "pull-local", at("archive"), "main");
        on("local-" + mode, "fsck");
        ostree("init", "--repo=" + at("pulled-" + mode), "--mode=" + mode);
        try (Repository source = Repository.open(work.resolve("archive"));
                RepositoryServer server = RepositoryServer.start(source, "127.0.0.1", 0)) {
            on(
                    "pulled-" + mode,
                    "remote",
                    "add",
                    "--no-gpg-verify",
                    "origin",
                    server.address().toString());
            on("pulled-" + mode, "pull", "--disable-static-deltas", "origin", "main");
        }
    }

    private void on(String repo, String... words) {
        ostree(Stream.concat(Stream.of("--repo=" + at(repo)), Stream.of(words)).toArray(String[]::new));
    }

    /// By both of the names under which it can be called; the other one's help would bring all commands.
    private static void ostree(String... words) {
        OstreeMain.run(new OstreeCommand(), words);
        if (words[0].equals("init")) {
            Keelson.run(Stream.concat(Stream.of("ostree"), Stream.of(words)).toArray(String[]::new));
        }
    }

    private String at(String name) {
        return work.resolve(name).toString();
    }

    /// Text that compresses about as programs do; a part of the files is new in each version.
    private void writeTree(int version) throws IOException {
        for (int i = 0; i < DIRECTORIES; i++) {
            Path directory = Files.createDirectories(work.resolve("tree/" + i));
            for (int k = 0; k < FILES; k++) {
                boolean changed = (i + k) % 5 == 0;
                Random random = new Random(31L * i + k + (changed ? 1000 * version : 0));
                int size = i == 0 && k < 3 ? LARGE : random.nextInt(SMALL);
                Files.write(directory.resolve(Integer.toString(k)), text(random, size));
            }
        }
    }

    private static byte[] text(Random random, int size) {
        byte[] text = new byte[size];
        for (int at = 0; at < size; at++) {
            int back = random.nextInt(4) == 0 ? 0 : Math.min(at, 64);
            text[at] = back == 0 ? (byte) random.nextInt() : text[at - back];
        }
        return text;
    }
}
