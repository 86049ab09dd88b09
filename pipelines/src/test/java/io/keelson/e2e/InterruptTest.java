package io.keelson.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.e2e.KeelsonProcess.Outcome;
import io.keelson.e2e.KeelsonProcess.Running;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A compose that is ended in the middle, and the same command once more.
@Tag("slow")
class InterruptTest {
    /// An empty cpio archive: one header with the name `TRAILER!!!`, padded to four bytes.
    private static final String EMPTY_INITRAMFS =
            "070701" + "0".repeat(8 * 11) + "0000000B" + "0".repeat(8) + "TRAILER!!!\0\0\0\0";

    @TempDir
    Path dir;

    private Scene scene;

    @BeforeEach
    void makeWorld() throws Exception {
        scene = new Scene(dir);
        scene.world
                .add(new Deb("slow")
                        .file("./usr/share/slow", "some text\n".repeat(200_000))
                        .script("postinst", "echo > /usr/share/postinst-runs; sleep 1"))
                .add(new Deb("kernel")
                        .file("./usr/lib/modules/6.1/vmlinuz", "kernel\n")
                        .file("./boot/config-6.1", "CONFIG_RD_ZSTD=y\n"))
                .add(new Deb("fake-dracut")
                        .dir("./usr/lib/dracut/modules.d/98ostree")
                        .file("./usr/lib/dracut/empty.cpio", EMPTY_INITRAMFS)
                        .program("./usr/bin/dracut", """
                                #!/bin/sh -e
                                echo > /usr/share/dracut-runs
                                sleep 1
                                for output; do :; done
                                cp /usr/lib/dracut/empty.cpio "$output"
                                rm /usr/share/dracut-runs
                                """))
                .publish();
        scene.treefile(List.of("slow", "kernel", "fake-dracut"), "tmp-is-dir: true\n");
        Files.writeString(
                scene.treefile, Files.readString(scene.treefile).replace("container: true", "container: false"));
    }

    static Stream<Arguments> endings() {
        return Stream.of("packages/.unpack-*", "tmp/sandbox-*", "**/share/postinst-runs", "**/share/dracut-runs")
                .flatMap(place -> Stream.of("INT", "TERM", "KILL").map(signal -> Arguments.of(signal, place)));
    }

    @ParameterizedTest(name = "{0} when there is {1}")
    @MethodSource("endings")
    void leavesNothingBehindAndWorksTheNextTime(String signal, String place) throws Exception {
        // Ctrl-C reaches every process of the job, the other signals only the command itself.
        Running running = scene.keelson().through("setsid").start();
        awaitPlace(running, place);
        running.signal(signal, signal.equals("INT"));
        Outcome outcome = running.await();
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(128 + number(signal));
        if (!signal.equals("KILL")) {
            assertThat(outcome.error()).isEqualTo("error: interrupted\n");
            scene.assertClean();
        }
        assertThat(scene.refs()).isEmpty();
        scene.success();
    }

    /// Whatever moment it was killed at, the next one makes the very commit that an undisturbed one makes.
    @Test
    void killedAtAnyMomentChangesNoBit() throws Exception {
        long begun = System.nanoTime();
        String expected = commit("undisturbed", Long.MAX_VALUE);
        long whole = (System.nanoTime() - begun) / 1_000_000;
        for (int part = 2; part <= 12; part++) {
            commit("killed", whole * part / 12);
        }
        assertThat(commit("killed", Long.MAX_VALUE)).isEqualTo(expected);
    }

    private String commit(String name, long millis) throws Exception {
        Path repo = dir.resolve(name);
        Running running = KeelsonProcess.of(List.of(
                        "compose",
                        scene.treefile.toString(),
                        "--repo=" + repo,
                        "--cachedir=" + repo + "-cache",
                        "--force-nocache"))
                .with("SOURCE_DATE_EPOCH", "1700000000")
                .start();
        if (!running.process().waitFor(millis, TimeUnit.MILLISECONDS)) {
            running.signal("KILL", false);
        }
        Outcome outcome = running.await();
        if (Files.exists(repo.resolve("config"))) {
            Shell.run(dir, "ostree --repo=$1 fsck", repo);
        }
        if (millis < Long.MAX_VALUE) {
            return "";
        }
        assertThat(outcome.status()).as(outcome.err()).isZero();
        // Those that came through before they were killed are parents of this one.
        return Shell.run(dir, "ostree --repo=$1 show test | sed -n 's/^ContentChecksum: *//p'", repo);
    }

    private static int number(String signal) {
        return switch (signal) {
            case "INT" -> 2;
            case "TERM" -> 15;
            default -> 9;
        };
    }

    /// Waits until the cache holds something of this name.
    private void awaitPlace(Running running, String glob) throws IOException, InterruptedException {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + scene.cache + "/" + glob);
        while (!isThere(matcher)) {
            if (!running.process().isAlive()) {
                throw new AssertionError("it ended without " + glob + ":\n" + running.errors());
            }
            Thread.sleep(1);
        }
    }

    private boolean isThere(PathMatcher matcher) throws IOException {
        boolean[] found = new boolean[1];
        if (Files.exists(scene.cache)) {
            Files.walkFileTree(scene.cache, new Search(matcher, found));
        }
        return found[0];
    }

    /// Looks while others make and remove files.
    private static final class Search extends SimpleFileVisitor<Path> {
        private final PathMatcher matcher;
        private final boolean[] found;

        Search(PathMatcher matcher, boolean[] found) {
            this.matcher = matcher;
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return visitFile(directory, attributes);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            found[0] |= matcher.matches(file);
            return found[0] ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @org.jspecify.annotations.Nullable IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }
}
