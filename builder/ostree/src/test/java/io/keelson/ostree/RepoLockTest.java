package io.keelson.ostree;

import static io.keelson.ostree.Ostree.tryRun;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // a lock is there to be held, and closed twice on purpose
class RepoLockTest {
    @TempDir
    Path dir;

    private Repository repo;

    @BeforeEach
    void makeRepository() throws IOException {
        repo = Repository.init(dir.resolve("repo"), Mode.ARCHIVE);
        repo.config().set("core", "lock-timeout-secs", "1");
        repo.config().save();
    }

    @Test
    void theRealOstreeWaitsForUs() throws Exception {
        Path tree = Files.createDirectory(dir.resolve("tree"));
        Object[] commit = {"commit", "--repo=" + repo.path(), "-b", "main", tree};
        try (RepoLock lock = RepoLock.take(repo, true)) {
            assertThat(tryRun("ostree", commit).out()).contains("Locking repo shared failed");
        }
        try (RepoLock lock = RepoLock.take(repo, false)) {
            assertThat(tryRun("ostree", commit).status()).isZero();
        }
    }

    @Test
    void locksOfOneProcessExcludeEachOtherAndLiveApart() throws IOException {
        try (RepoLock first = RepoLock.take(repo, false);
                RepoLock second = RepoLock.take(repo, false)) {
            second.close();
            assertThatThrownBy(() -> RepoLock.take(repo, true))
                    .isInstanceOf(KeelsonException.class)
                    .hasMessageContaining("Locking repo exclusive failed: Resource temporarily unavailable");
        }
        RepoLock.take(repo, true).close();
    }

    @Test
    void severalTransactionsAtOnce() throws IOException {
        FileHeader header = FileHeader.regular(0, 0, 0644, Xattrs.EMPTY);
        try (Transaction one = repo.begin();
                Transaction other = repo.begin()) {
            one.writeFile(header, new byte[1]);
            other.writeFile(header, new byte[2]);
            other.commit();
            assertThat(repo.objectNames()).hasSize(1);
            one.commit();
        }
        assertThat(repo.objectNames()).hasSize(2);
        assertThat(repo.tmp()).isEmptyDirectory();
    }
}
