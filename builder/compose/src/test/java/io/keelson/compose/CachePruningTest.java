package io.keelson.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.release.LastUse;
import io.keelson.release.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachePruningTest {
    private static final List<String> ENTRIES = List.of(
            "packages/aa/1",
            "downloads/ab/abcd",
            "downloads/by-address/x",
            "downloads/partial/y",
            "indices/i",
            "initramfs/key/image",
            "layers/object");

    @TempDir
    Path cache;

    /// Entries that were last used so many days ago, below a prefix of their names.
    private void fill(int days) throws IOException {
        FileTime then = FileTime.from(Instant.now().minus(Duration.ofDays(days)));
        for (String name : ENTRIES) {
            Path file = cache.resolve(name.replaceFirst("/", "/" + days + "-"));
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, "content");
            for (Path path : List.of(file, file.resolveSibling("."))) {
                Files.getFileAttributeView(path, BasicFileAttributeView.class).setTimes(then, then, null);
            }
        }
        Path names = Files.writeString(cache.resolve("initramfs/" + days + "-key/names"), "a");
        Files.setLastModifiedTime(names, then);
    }

    private List<String> left() throws IOException {
        try (Stream<Path> all = Files.walk(cache)) {
            return all.filter(Files::isRegularFile)
                    .map(path -> cache.relativize(path).toString())
                    .filter(path -> !path.equals(CacheUse.LOCK))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void onlyWhatIsOldGoes() throws IOException {
        fill(29);
        List<String> young = left();
        fill(31);
        CachePruning.run(cache, 30, Progress.SILENT);
        assertThat(left()).isEqualTo(young);
        assertThat(cache.resolve("initramfs/31-key")).doesNotExist();
        assertThat(cache.resolve("packages/31-aa")).doesNotExist();
    }

    @Test
    void usedEntriesStayAndNamesStayWithTheirImages() throws IOException {
        fill(31);
        LastUse.mark(cache.resolve("packages/31-aa"));
        LastUse.mark(cache.resolve("initramfs/31-key/image"));
        LastUse.markAccess(cache.resolve("layers/31-object"));
        FileTime visible = Files.getLastModifiedTime(cache.resolve("layers/31-object"));
        CachePruning.run(cache, 30, Progress.SILENT);
        assertThat(left())
                .containsExactly(
                        "initramfs/31-key/image", "initramfs/31-key/names", "layers/31-object", "packages/31-aa/1");
        assertThat(visible.toInstant()).isBefore(Instant.now().minus(Duration.ofDays(30)));
    }

    @Test
    void nothingGoesWhileSomebodyComposes() throws Exception {
        fill(31);
        List<String> before = left();
        try (CacheUse _ = CacheUse.begin(cache)) {
            CachePruning.run(cache, 30, Progress.SILENT);
            assertThat(left()).isEqualTo(before);
        }
        CachePruning.run(cache, 30, Progress.SILENT);
        assertThat(left()).isEmpty();
    }

    @Test
    void whatAKilledOneLeftIsRemovedByTheNextCompose() throws Exception {
        Files.writeString(
                Files.createDirectories(cache.resolve("packages/.unused-aa")).resolve("1"), "content");
        CacheUse.begin(cache).close();
        assertThat(left()).isEmpty();
    }
}
