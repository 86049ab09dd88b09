package io.keelson.bootstrap.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class SimulationTest {
    @TempDir
    Path directory;

    @Test
    void fiveThousandHostsEndAsTheyMust() throws IOException, InterruptedException {
        Simulation.Took took = new Simulation(5000, directory).run();
        assertThat(took.touchedTwice()).isZero();
        assertThat(took.ends())
                .as("250 fail: one in twenty, in six ways")
                .isEqualTo(Map.of(
                        Phase.CONFIRMED, 4750L, Phase.REJECTED, 42L, Phase.INTERRUPTED, 41L, Phase.FAILED, 167L));
    }
}
