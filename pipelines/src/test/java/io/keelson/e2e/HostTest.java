package io.keelson.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.e2e.KeelsonProcess.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Machines that lack what a compose needs: the message says what to change there.
class HostTest {
    @TempDir
    Path dir;

    private Scene scene;

    @BeforeEach
    void makeWorld() throws Exception {
        scene = new Scene(dir);
        scene.world
                .add(new Deb("big").file("./usr/share/big", "0123456789abcdef".repeat(300_000)))
                .publish();
        scene.treefile("big");
    }

    private Outcome compose(String script) throws Exception {
        return scene.keelson()
                .through(Privilege.withMounts(script).toArray(String[]::new))
                .run();
    }

    @Test
    void fullRepositoryIsNamedAndStaysValid() throws Exception {
        String error = full(scene.repo, "3m");
        assertThat(error).contains("min-free-space-percent", scene.repo.toString());
        Shell.run(dir, "ostree --repo=left fsck && test -z \"$(ostree --repo=left refs)\"");
        scene.success();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4m", "12m", "22m"})
    void fullCacheIsNamedWhateverIsWrittenThere(String size) throws Exception {
        assertThat(full(scene.cache, size)).contains("No space left on device", scene.cache.toString());
        assertThat(Shell.run(dir, "find left -name 'sandbox*' -o -name '.unpack*'"))
                .isEmpty();
        scene.success();
    }

    /// Composes with a small file system at `place`, of which a copy `left` is kept.
    private String full(Path place, String size) throws Exception {
        Files.createDirectory(place);
        String copy = "code=0; \"$@\" || code=$?; cp -a " + place + " " + dir + "/left; exit $code";
        Outcome outcome = compose("mount -t tmpfs -o size=" + size + " tmpfs " + place + "; " + copy);
        String error = scene.failed(outcome, 1);
        assertThat(error).contains("hint: free space");
        return error;
    }

    @Test
    void missingBubblewrapIsNamedWithItsPackage() throws Exception {
        Path tools = Files.createDirectory(dir.resolve("tools"));
        for (String tool : List.of("unshare", "sh", "tar", "rm", "mkdir", "mount", "xargs", "true")) {
            Files.createSymbolicLink(
                    tools.resolve(tool),
                    Path.of(Shell.run(dir, "command -v " + tool + " | grep ^/ || echo /bin/" + tool)));
        }
        String error =
                scene.failed(scene.keelson().with("PATH", tools.toString()).run(), 1);
        assertThat(error).contains("bwrap", "apt-get install bubblewrap");
        scene.success();
    }

    @Test
    void userWithoutSubordinateIdsIsToldHowToGetThem() throws Exception {
        Files.writeString(dir.resolve("subuid"), "somebody-else:100000:65536\n");
        KeelsonProcess keelson = scene.keelson().fromCopy(dir);
        Shell.run(dir, "chmod -R a+rwX .");
        String[] nobody = Privilege.asNobody(dir.resolve("subuid")).toArray(String[]::new);
        Outcome outcome = keelson.through(nobody).run();
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(1);
        assertThat(outcome.error()).contains("sandbox", "subordinate ids", "usermod --add-subuids");
        assertThat(scene.refs()).isEmpty();
    }
}
