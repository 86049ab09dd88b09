package io.keelson.compose.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.compose.Run;
import io.keelson.compose.finish.TreeText;
import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.Meta;
import io.keelson.ostree.Commit;
import io.keelson.ostree.DirTree;
import io.keelson.ostree.FileHeader;
import io.keelson.ostree.Mode;
import io.keelson.ostree.Repository;
import io.keelson.ostree.Transaction;
import io.keelson.ostree.Xattrs;
import io.keelson.release.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written is judged by ostree itself.
class ObjectWriterTest {
    private static final String TREE = """
            d 0700 3:4 srv
            f 4755 0:7 srv/setuid "s"
            f srv/empty
            l srv/link -> ../etc
            d tmp
            f ü/"a "x"
            """;

    @TempDir
    Path directory;

    private final Contents contents = new Contents();

    private void commit(FileTree tree, String ref, Entry.File... announced) throws IOException {
        try (Repository repository = Repository.init(directory.resolve("repo"), Mode.ARCHIVE);
                Transaction transaction = repository.begin();
                Workers workers = new Workers(2)) {
            ObjectWriter objects = new ObjectWriter(transaction, contents, workers);
            for (Entry.File file : announced) {
                objects.announce(file, objectOf(file));
            }
            DirTree.Sub root = objects.write(tree);
            Digest id = objects.commit(new Commit(Map.of(), null, "", "", 0, root.tree(), root.meta()).encode());
            transaction.setRef(ref, id);
            transaction.commit();
        }
    }

    private Digest objectOf(Entry.File file) {
        Meta meta = file.meta();
        MessageDigest digest = FileHeader.regular(meta.uid(), meta.gid(), meta.mode(), meta.xattrs())
                .begin();
        digest.update(contents.bytes(file.content()));
        return Digest.of(digest);
    }

    private String ostree(String arguments) throws IOException, InterruptedException {
        return Run.script(directory, "ostree --repo=repo " + arguments);
    }

    private Entry.File stored(String name, String text, Meta meta) throws IOException {
        Path file = Files.writeString(directory.resolve(name), text);
        Digest digest = Digest.of(file);
        contents.register(digest, file, meta.mode() & 0777, Files.size(file));
        return new Entry.File(meta, digest, Files.size(file));
    }

    @Test
    void ostreeReadsTheTree() throws IOException, InterruptedException {
        Xattrs xattrs = Xattrs.of(Map.of("user.pax.flags", new byte[] {'m', 0, 1}));
        FileTree tree = TreeText.of(TREE, contents)
                .tree()
                .edit()
                .put("srv/able", contents.file(new Meta(1, 2, 0755, xattrs), "able"))
                .build();
        commit(tree, "test");
        assertThat(ostree("fsck test")).contains("object fsck of 1 commits completed successfully - no errors found");
        assertThat(ostree("ls -R test")).isEqualTo("""
                        d00755 0 0      0 /
                        d00700 3 4      0 /srv
                        -00755 1 2      4 /srv/able
                        -00644 0 0      0 /srv/empty
                        l00777 0 0      0 /srv/link -> ../etc
                        -04755 0 7      1 /srv/setuid
                        d00755 0 0      0 /tmp
                        d00755 0 0      0 /ü
                        -00644 0 0      1 /ü/"a
                        """);
        assertThat(ostree("ls -X test /srv/able")).contains("user.pax.flags");
        assertThat(ostree("cat test /srv/able")).isEqualTo("able");
    }

    @Test
    void whatWasAnnouncedInVainIsLeftOut() throws IOException, InterruptedException {
        Entry.File used = stored("used", "used", Meta.PROGRAM);
        Entry.File unused = stored("unused", "unused", Meta.FILE);
        commit(FileTree.EMPTY.edit().put("bin/used", used).build(), "test", used, unused);
        assertThat(ostree("cat test /bin/used")).isEqualTo("used");
        assertThat(ostree("fsck")).contains("no errors found");
        assertThat(Run.script(directory, "find repo/objects -name '*.filez' | wc -l"))
                .isEqualTo("1\n");
        assertThat(Run.script(directory, "ls repo/objects/*/ | grep -c . ; ls repo/tmp"))
                .doesNotContain("staging");
    }

    @Test
    void anotherRouteGivesTheSameCommit() throws IOException, InterruptedException {
        Entry.File file = stored("file", "x".repeat(100_000), Meta.PROGRAM);
        FileTree tree =
                TreeText.of(TREE, contents).tree().edit().put("bin/file", file).build();
        commit(tree, "one", file);
        commit(tree, "two");
        assertThat(ostree("rev-parse one")).isEqualTo(ostree("rev-parse two"));
        Run.script(directory, "mkdir -p t/a; printf x > t/a/f; chmod 755 t t/a; chmod 644 t/a/f");
        ostree("commit --branch=theirs --tree=dir=t --owner-uid=0 --owner-gid=0 --no-xattrs --timestamp=@0");
        commit(TreeText.of("f a/f \"x\"", contents).tree(), "ours");
        assertThat(ostree("diff ours theirs")).isEmpty();
    }
}
