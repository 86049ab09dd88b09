package io.keelson.ostree.sign;

import static io.keelson.ostree.Ostree.ostree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyringsTest {
    @TempDir
    Path dir;

    private GnuPg gnupg;
    private SmallRepository small;
    private Keyrings keyrings;
    private String ann;
    private String bob;

    @BeforeEach
    void start() throws Exception {
        gnupg = GnuPg.create();
        small = SmallRepository.in(dir);
        keyrings = new Keyrings(small.repo());
        ann = gnupg.key("Ann <ann@example.org>", "20200101T000000", "never");
        bob = gnupg.key("Bob", "20200101T000000", "never");
        ostree("remote", "add", "--repo=" + small.repo().path(), "origin", "http://localhost:1/");
    }

    @AfterEach
    void stop() throws Exception {
        small.close();
        gnupg.close();
    }

    @Test
    void theRealOneListsWhatWeImportAsWeDo() throws Exception {
        assertThat(keyrings.add("origin", exported(), List.of(ann))).isOne();
        assertThat(keyrings.add("origin", exported(), List.of())).isOne();
        assertThat(keyrings.add("origin", exported(), List.of())).isZero();
        assertThat(listedByTheRealOne()).contains(ann, bob, "UID: Ann <ann@example.org>");
        ostreeImport("copy");
        assertThat(KeyListing.of(keyrings.imported("copy").orElseThrow()))
                .isEqualTo(KeyListing.of(keyrings.imported("origin").orElseThrow()));
    }

    private void ostreeImport(String remote) throws Exception {
        String repo = "--repo=" + small.repo().path();
        ostree("remote", "add", repo, remote, "http://localhost:1/");
        ostree("remote", "gpg-import", repo, "--keyring=" + gnupg.export(dir.resolve("all.gpg")), remote);
    }

    @Test
    void newsOfAKeyThatIsThereAreAdded() throws Exception {
        keyrings.add("origin", exported(), List.of());
        gnupg.gpg("--quick-set-expire", bob, "1y");
        gnupg.gpg("--quick-add-key", ann, "ed25519", "sign", "never");
        assertThat(keyrings.add("origin", exported(), List.of())).isZero();
        assertThat(listedByTheRealOne())
                .contains("Expires: ", "Subkey: " + gnupg.fingerprints("Ann").get(1));
    }

    @Test
    void aKeyThatIsNotThereAndAPathThatIsNotThereAreNamed() {
        assertThatThrownBy(() -> keyrings.add("origin", exported(), List.of("0123456789ABCDEF")))
                .hasMessage("GPG: Unable to find key \"0123456789ABCDEF\"");
        assertThat(small.repo().path().resolve("origin.trustedkeys.gpg")).doesNotExist();
        assertThatThrownBy(() -> keyrings.of("origin", dir + "/nothing.asc"))
                .hasMessageContaining("nothing.asc")
                .hasMessageContaining("No such file or directory");
        assertThatThrownBy(() -> keyrings.of("origin", "a,b;c")).hasMessageContaining("more than one separator");
        assertThatThrownBy(() -> keyrings.add("../up", exported(), List.of())).hasMessageContaining("../up");
    }

    @Test
    void armouredBlocksInATextAndInADirectory() throws Exception {
        Path directory = Files.createDirectories(dir.resolve("keys"));
        String text = "about\n" + gnupg.gpg("--armor", "--export", ann) + "\n" + gnupg.gpg("--armor", "--export", bob);
        Files.writeString(directory.resolve("both.asc"), text);
        Files.writeString(directory.resolve("readme"), "no keys here");
        Files.write(directory.resolve("noise.gpg"), new byte[] {-103, 1, 2, 3});
        Files.createDirectories(directory.resolve("sub"));
        assertThat(keyrings.of("origin", directory.toString()).size()).isEqualTo(2);
    }

    /// The listing, which must be the same for us.
    private String listedByTheRealOne() throws Exception {
        String theirs =
                ostree("remote", "gpg-list-keys", "--repo=" + small.repo().path(), "origin");
        assertThat(KeyListing.of(keyrings.imported("origin").orElseThrow()).stripTrailing())
                .isEqualTo(theirs);
        return theirs;
    }

    private Keyring exported() throws Exception {
        return Keyring.read(gnupg.export(dir.resolve("exported.gpg")));
    }
}
