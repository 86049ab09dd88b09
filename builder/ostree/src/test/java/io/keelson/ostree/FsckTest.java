package io.keelson.ostree;

import static io.keelson.ostree.Ostree.tryRun;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Damages a repository in every way and compares what we say with what the real ostree says.
class FsckTest {
    @TempDir
    Path dir;

    private Repository repo;
    private Digest commit;

    @BeforeEach
    void makeRepository() throws IOException {
        Path tree = Files.createDirectories(dir.resolve("tree/sub"));
        Files.writeString(tree.resolve("file"), "content");
        repo = Repository.init(dir.resolve("repo"), Mode.BARE_USER);
        CommitRequest request = CommitRequest.to("main", null, "test", 1);
        TreeSource source = new TreeSource.Dir(dir.resolve("tree"));
        commit = new Committer(repo, CommitFilter.NONE)
                .commit(null, List.of(source), request)
                .commit();
    }

    private Path place(ObjectType type) throws IOException {
        ObjectName found = repo.objectNames().stream()
                .filter(name -> name.type() == type)
                .sorted()
                .findFirst()
                .orElseThrow();
        return repo.place(found);
    }

    private Messages check(boolean all, boolean delete, String conclusion) {
        Messages messages = new Messages();
        assertThatThrownBy(() -> new Fsck(repo, new Fsck.Options(all, delete, false, false, false), messages).run())
                .isInstanceOf(KeelsonException.class)
                .hasMessageContaining(conclusion);
        return messages;
    }

    private void upstreamSaysToo(String message) throws Exception {
        Ostree.Result result = tryRun("ostree", "fsck", "--repo=" + repo.path());
        assertThat(result.status()).isOne();
        assertThat(result.out()).contains(message);
    }

    @Test
    void changedContent() throws Exception {
        Path file = place(ObjectType.FILE);
        Files.writeString(file, "changed");
        String message = thrown();
        assertThat(message)
                .startsWith("In commits " + commit + ": fsck content object ")
                .contains("Corrupted file object; checksum expected='");
        upstreamSaysToo(message);
    }

    @Test
    void changedDirectory() throws Exception {
        flip(place(ObjectType.DIRMETA));
        String message = thrown();
        assertThat(message).contains(".dirmeta: Corrupted dirmeta object; checksum expected='");
        upstreamSaysToo(message);
        flip(place(ObjectType.DIRMETA));
        flip(place(ObjectType.DIRTREE));
        message = thrown();
        assertThat(message).contains(".dirtree: Corrupted dirtree object; checksum expected='");
        upstreamSaysToo(message);
    }

    @Test
    void changedCommit() throws Exception {
        flip(place(ObjectType.COMMIT));
        String message = thrown();
        assertThat(message).startsWith("fsck " + commit + ".commit: Corrupted commit object; checksum expected='");
        upstreamSaysToo(message);
    }

    @Test
    void missingFile() throws Exception {
        Files.delete(place(ObjectType.FILE));
        Messages messages = check(false, false, "Repository corruption encountered");
        assertThat(messages.problems).hasSize(2);
        assertThat(messages.problems.getFirst()).startsWith("Object missing in commits " + commit + ": ");
        assertThat(messages.problems.getLast()).isEqualTo("Marking commit as partial: " + commit);
        upstreamSaysToo("1 partial commits from fsck-detected corruption");
        check(false, false, "1 partial commits from fsck-detected corruption");
    }

    @Test
    void missingDirectory() throws Exception {
        Files.delete(place(ObjectType.DIRTREE));
        String message = thrown();
        assertThat(message).startsWith("No such metadata object ");
        upstreamSaysToo(message);
    }

    @Test
    void missingCommit() throws Exception {
        Files.delete(place(ObjectType.COMMIT));
        String message = thrown();
        assertThat(message).startsWith("Loading commit for ref main: No such metadata object " + commit);
        upstreamSaysToo(message);
    }

    @Test
    void deletesWhatIsCorrupted() throws Exception {
        Path file = place(ObjectType.FILE);
        Files.writeString(file, "changed");
        Messages messages = check(false, true, "Repository corruption encountered");
        assertThat(messages.problems).last().isEqualTo("Marking commit as partial: " + commit);
        assertThat(file).doesNotExist();
        assertThat(repo.path().resolve("state/" + commit + ".commitpartial")).hasContent("f");
    }

    @Test
    void truncatedArchiveFile() throws Exception {
        try (Repository archive = Repository.init(dir.resolve("archive"), Mode.ARCHIVE)) {
            Digest file;
            try (Transaction transaction = archive.begin()) {
                file = transaction.writeFile(
                        FileHeader.regular(0, 0, 0644, Xattrs.EMPTY), "content".getBytes(StandardCharsets.UTF_8));
                transaction.commit();
            }
            Path path = archive.place(new ObjectName(ObjectType.FILE, file));
            byte[] whole = Files.readAllBytes(path);
            for (int length = 0; length < whole.length; length++) {
                Files.write(path, Arrays.copyOf(whole, length));
                assertThatThrownBy(() -> {
                            try (FileObject object = archive.readFile(file)) {
                                FileChecksum.of(object);
                            }
                        })
                        .as("%d bytes of %d", length, whole.length)
                        .isInstanceOfAny(KeelsonException.class, IOException.class);
            }
        }
    }

    private String thrown() {
        Messages messages = new Messages();
        try {
            new Fsck(repo, Fsck.Options.NONE, messages).run();
        } catch (KeelsonException | IOException e) {
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError("nothing was found wrong");
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }
}
