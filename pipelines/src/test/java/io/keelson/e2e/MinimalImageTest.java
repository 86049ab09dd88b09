package io.keelson.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keelson.e2e.KeelsonProcess.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The treefile that we ship, with real packages, judged by the real `ostree`, `dpkg` and a boot.
@Tag("slow")
class MinimalImageTest {
    private static final FileTime OLD = FileTime.from(Instant.EPOCH);

    @TempDir
    private static Path dir;

    private static MinimalImage image;
    private static JsonNode made;
    private static String ref;
    private static String commit;

    @BeforeAll
    static void composeOnce() throws Exception {
        Shell.run(dir, "chmod a+x .");
        image = new MinimalImage(dir);
        Files.setLastModifiedTime(Files.createFile(dir.resolve("changed")), OLD);
        made = MinimalImage.json(image.compose(
                "--lock-update",
                "--print-metadata-json",
                "--touch-if-changed=" + dir.resolve("changed"),
                "--write-commitid-to=" + dir.resolve("commit")));
        ref = made.path("ref").asText();
        commit = made.path("ostree-commit").asText();
    }

    /// Files of other owners can only be removed by who made them, and JUnit warns of each link that leads out.
    @AfterAll
    static void removeEverything() throws Exception {
        Privilege.run(dir, "rm -rf -- *");
    }

    @Test
    void realOstreeFindsNoFaultInTheArchive() throws Exception {
        assertThat(image.ostree("fsck")).contains("1 commits completed successfully - no errors found");
        assertThat(image.ostree("config get core.mode")).isEqualTo("archive-z2");
        assertThat(image.ostree("refs")).isEqualTo(ref).startsWith("keelson/debian/12/");
        assertThat(image.ostree("rev-parse " + ref)).isEqualTo(commit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--fsync=no", "-U"})
    void checkoutIsThatOfTheRealOstree(String mode) throws Exception {
        Path ours = keelsonCheckout("checkout-ours" + mode, mode);
        Path theirs = dir.resolve("checkout-theirs" + mode);
        Privilege.run(dir, "ostree --repo=$1 checkout --disable-cache $2 $3 $4", image.repo, mode, commit, theirs);
        assertThat(Listing.difference(ours, theirs)).isEmpty();
        assertThat(Listing.of(ours)).contains("./usr/bin/passwd f ", "./bin l 0777 ", "  ./usr/lib/os-release\n");
        if (!mode.equals("-U")) {
            assertThat(Listing.of(ours))
                    .contains("./usr/bin/passwd f 04755 0:0")
                    .containsPattern("dbus-daemon-launch-helper f 04754 0:[1-9]")
                    .contains("# file: usr/bin/ping\nsecurity.capability=0x");
        }
    }

    @Test
    void realOstreeMakesTheSameContentOfTheCheckout() throws Exception {
        Path checkout = keelsonCheckout("checkout-again", "--fsync=no");
        String script = "ostree init --repo=$1 --mode=bare; ostree config --repo=$1 set core.fsync false;"
                + " ostree commit --repo=$1 --branch=again --tree=dir=$2 >&2; ostree log --repo=$1 again";
        String log = Privilege.run(dir, script, dir.resolve("checkout-repo"), checkout);
        assertThat(log)
                .contains("ContentChecksum:  "
                        + made.path("ostree-content-checksum").asText() + "\n");
    }

    private static Path keelsonCheckout(String name, String mode) throws Exception {
        Path target = dir.resolve(name);
        String repo = "--repo=" + image.repo;
        Outcome outcome = KeelsonProcess.of(List.of("ostree", repo, "checkout", mode, commit, target.toString()))
                .through(Privilege.asRoot().toArray(String[]::new))
                .run();
        assertThat(outcome.status()).as(outcome.err()).isZero();
        return target;
    }

    @Test
    void bootsToMultiUserAndManagesItself() throws Exception {
        JsonNode boot = MinimalImage.json(KeelsonProcess.of(List.of(
                                "image",
                                "qemu",
                                "--json",
                                "--repo=" + image.repo,
                                "--run=systemctl is-active multi-user.target; systemctl list-units --failed --no-legend",
                                "--run=ostree admin status",
                                "--run=dpkg -l",
                                "--run=dpkg-query -W -f '${Package} ${Version} ${Architecture}\\n'; dpkg --audit",
                                ref))
                        .run())
                .path("boot");
        assertThat(boot.path("healthy").asBoolean()).as(boot.toString()).isTrue();
        assertThat(output(boot, 0)).isEqualTo("active\n");
        assertThat(output(boot, 1)).startsWith("* keelson " + commit + ".0\n").contains("Version: 12\n", ref);
        List<String> locked = image.locked();
        assertThat(output(boot, 2).lines().filter(line -> line.startsWith("ii ")))
                .hasSize(locked.size());
        assertThat(output(boot, 3).lines().sorted()).containsExactlyElementsOf(locked);
    }

    private static String output(JsonNode boot, int command) {
        return boot.path("commands").path(command).path("output").asText();
    }

    @Test
    void anotherPlaceUmaskZoneLanguageAndAColdCacheMakeTheSameCommit() throws Exception {
        Path place = image.copyTo("elsewhere", "077");
        KeelsonProcess keelson = image.at(place, image.coldCache(place))
                .through("sh", "-c", "umask 077; exec \"$@\"", "sh")
                .with("TZ", "Asia/Kathmandu")
                .with("LANG", "tr_TR.UTF-8")
                .with("JDK_JAVA_OPTIONS", "-Duser.language=tr -Duser.country=TR");
        assertSameCommit(keelson.run());
    }

    @Test
    void anotherPlaceAndAWarmCacheMakeTheSameCommit() throws Exception {
        assertSameCommit(image.at(image.copyTo("warm", "002"), image.cache).run());
    }

    @Test
    void ordinaryUserMakesTheSameCommit() throws Exception {
        Path place = image.copyTo("ordinary", "022");
        KeelsonProcess keelson = image.at(place, image.coldCache(place)).fromCopy(place);
        List<String> user = Privilege.asOrdinaryUser(place);
        assertSameCommit(keelson.through(user.toArray(String[]::new)).run());
    }

    private static void assertSameCommit(Outcome outcome) throws Exception {
        assertThat(MinimalImage.json(outcome)).isEqualTo(made);
    }

    @Test
    void composeSaysWhatItMade() throws Exception {
        assertThat(dir.resolve("commit")).hasContent(commit);
        assertThat(Files.getLastModifiedTime(dir.resolve("changed"))).isGreaterThan(OLD);
        assertThat(made.path("packages").asInt()).isEqualTo(image.locked().size());
        assertThat(image.ostree("show " + ref))
                .contains(
                        "commit " + commit,
                        "ContentChecksum:  "
                                + made.path("ostree-content-checksum").asText(),
                        "Version: " + made.path("ostree-version").asText());
        assertThat(image.ostree("show --print-metadata-key=rpmostree.inputhash " + ref))
                .isEqualTo("'" + made.path("rpmostree.inputhash").asText() + "'");
        assertThat(made.path("ostree-parent-commit").isNull()).isTrue();
        // The root directory is listed, too.
        assertThat(image.ostree("ls -R " + ref).lines())
                .hasSize(made.path("entries").asInt() + 1);
    }

    @Test
    void unchangedInputMakesNothing() throws Exception {
        Path touched = Files.createFile(dir.resolve("unchanged"));
        Files.setLastModifiedTime(touched, OLD);
        Outcome plain = image.compose("--touch-if-changed=" + touched, "--write-commitid-to=" + dir.resolve("none"));
        assertThat(plain.status()).as(plain.err()).isZero();
        assertThat(plain.out()).startsWith("nothing changed since " + commit);
        assertThat(Files.getLastModifiedTime(touched)).isEqualTo(OLD);
        assertThat(dir.resolve("none")).doesNotExist();

        Outcome asked = image.compose("--unchanged-exit-77", "--print-metadata-json");
        assertThat(asked.status()).as(asked.err()).isEqualTo(77);
        assertThat(asked.out()).contains("\"unchanged\" : true", commit);
        assertThat(image.ostree("rev-parse " + ref)).isEqualTo(commit);
        try (Stream<Path> objects = Files.walk(image.repo.resolve("objects"), 2)) {
            assertThat(objects.filter(path -> path.toString().endsWith(".commit")))
                    .hasSize(1);
        }
    }
}
