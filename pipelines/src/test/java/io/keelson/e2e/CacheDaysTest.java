package io.keelson.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.e2e.KeelsonProcess.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A cache that has not been touched for forty days.
class CacheDaysTest {
    @TempDir
    Path dir;

    private Scene scene;

    @BeforeEach
    void composeLongAgo() throws Exception {
        scene = new Scene(dir);
        scene.world
                .add(new Deb("kept").file("./usr/share/kept", "kept\n"))
                .add(new Deb("gone").file("./usr/share/gone", "gone\n"))
                .publish();
        scene.treefile("kept", "gone").success();
        Shell.run(dir, "find $1 -exec touch -h -d '40 days ago' {} +", scene.cache);
        scene.treefile("kept");
    }

    /// Digests of the packages that are unpacked in the cache.
    private String unpacked() throws Exception {
        return Shell.run(dir, "ls $1/packages", scene.cache);
    }

    private String digest(String name) throws Exception {
        return Shell.run(dir, "sha256sum $1 | cut -c -64", scene.world.pool(name));
    }

    @Test
    void onlyWhatTheComposeUsedStays() throws Exception {
        Outcome outcome = scene.compose();
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("not used for 30 days");
        assertThat(unpacked()).contains(digest("kept")).doesNotContain(digest("gone"));
        scene.treefile("kept", "gone").success();
        assertThat(scene.ostree("cat test /usr/share/kept /usr/share/gone")).isEqualTo("kept\ngone");
    }

    @Test
    void theOptionSaysHowLong() throws Exception {
        assertThat(scene.compose("--cache-days=0").status()).isZero();
        assertThat(scene.compose("--cache-days=41", "--force-nocache").status()).isZero();
        assertThat(unpacked()).contains(digest("gone"));
        assertThat(scene.compose("--cache-days=39", "--force-nocache").status()).isZero();
        assertThat(unpacked()).doesNotContain(digest("gone"));
        Outcome wrong = scene.compose("--cache-days=-1");
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.error()).contains("--cache-days");
    }
}
