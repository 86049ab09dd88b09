package io.keelson.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A repository that is not what its signature or its index says.
class BadRepositoryTest {
    @TempDir
    Path dir;

    private Scene scene;

    @BeforeEach
    void makeWorld() throws Exception {
        scene = new Scene(dir);
        scene.world.add(new Deb("tool").file("./usr/share/tool", "data\n".repeat(3000)));
        scene.treefile("tool");
    }

    @Test
    void wrongSignatureStopsBeforeAnythingIsRead() throws Exception {
        scene.world.publish("other", Instant.now().plus(Duration.ofDays(7)));
        assertThat(scene.failure(1))
                .contains("file://" + dir, "InRelease", "world.gpg")
                .contains("hint: ");
        scene.world.publish();
        scene.success();
    }

    @Test
    void textThatWasChangedAfterSigningIsRefused() throws Exception {
        scene.world.publish();
        Path release = dir.resolve("world/dists/stable/InRelease");
        String text = Files.readString(release);
        Files.writeString(release, text.replace("Origin: World", "Origin: Wurld"));
        assertThat(scene.failure(1)).contains("InRelease", "signature");
        Files.writeString(release, text);
        scene.success();
    }

    @Test
    void expiredReleaseIsRefusedWithItsDate() throws Exception {
        scene.world.publish("world", Instant.now().minus(Duration.ofHours(2)));
        assertThat(scene.failure(1))
                .contains("file://" + dir, "stable expired on")
                .contains("hint: ");
        scene.world.publish();
        scene.success();
    }

    @Test
    void packageOfAnotherDigestIsRefused() throws Exception {
        scene.world.publish();
        Path deb = scene.world.pool("tool");
        byte[] bytes = Files.readAllBytes(deb);
        byte[] changed = bytes.clone();
        changed[changed.length / 2] ^= 1;
        Files.write(deb, changed);
        assertThat(scene.failure(1)).contains(deb.toString(), "tool 1", "SHA-256");
        Files.write(deb, bytes);
        scene.success();
    }

    @Test
    void truncatedPackageIsRefusedWhetherTheIndexKnowsOrNot() throws Exception {
        scene.world.publish();
        Path deb = scene.world.pool("tool");
        byte[] bytes = Files.readAllBytes(deb);
        try (FileChannel channel = FileChannel.open(deb, StandardOpenOption.WRITE)) {
            channel.truncate(bytes.length - 4000);
        }
        assertThat(scene.failure(1)).contains(deb.toString(), Long.toString(bytes.length));
        scene.world.relist("tool").publish();
        assertThat(scene.failure(1)).contains("tool", "data.tar");
        Files.write(deb, bytes);
        scene.world.relist("tool").publish();
        scene.success();
    }

    @Test
    void missingPackageIsNamed() throws Exception {
        scene.world.publish();
        Path deb = scene.world.pool("tool");
        Path away = dir.resolve("away");
        Files.move(deb, away);
        assertThat(scene.failure(1)).contains(deb.toString());
        Files.move(away, deb);
        scene.success();
    }
}
