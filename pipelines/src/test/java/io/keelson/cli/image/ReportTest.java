package io.keelson.cli.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keelson.compose.image.Accelerator;
import io.keelson.compose.image.BootReport;
import io.keelson.compose.image.BootableImage;
import io.keelson.compose.image.CommandResult;
import io.keelson.compose.image.FailedUnit;
import io.keelson.compose.image.Timings;
import io.keelson.compose.image.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final BootableImage IMAGE =
            new BootableImage("c0ffee", Path.of("/x/a.img"), Path.of("/x/k"), Path.of("/x/i"), "root=UUID=1 ostree=/o");
    private static final Timings TIMINGS =
            new Timings(OptionalDouble.of(1.25), OptionalDouble.of(5), OptionalDouble.of(20.5), OptionalDouble.of(33));
    private static final BootReport BROKEN = new BootReport(
            new Verdict.UnitsFailed(List.of("broken.service")),
            Accelerator.TCG,
            TIMINGS,
            List.of(new FailedUnit("broken.service", "failed (Result: exit-code)\nthe disk is on fire\n")),
            List.of(new CommandResult("uname -r", 0, "6.1")));

    @Test
    void aPersonSeesCommandsTimesAndWhatFailed() {
        assertThat(ReportText.of(IMAGE, true, Optional.of(BROKEN))).isEqualTo("""
                commit   c0ffee
                image    /x/a.img
                $ uname -r
                6.1
                exit status 0
                boot     power-on -> kernel 1.3 s -> initramfs 5.0 s -> switch-root 20.5 s -> up 33.0 s (tcg)
                failed   broken.service
                  | failed (Result: exit-code)
                  | the disk is on fire
                """);
    }

    @Test
    void anImageThatIsGoneIsNotNamed() {
        assertThat(ReportText.of(IMAGE, false, Optional.empty())).isEqualTo("commit   c0ffee\n");
        assertThat(ReportJson.of(IMAGE, false, Optional.empty())).doesNotContain("a.img", "boot");
    }

    @Test
    void aProgramFindsTheSameInJson() throws IOException {
        JsonNode boot = new ObjectMapper()
                .readTree(ReportJson.of(IMAGE, true, Optional.of(BROKEN)))
                .path("boot");
        assertThat(boot.path("healthy").asBoolean(true)).isFalse();
        assertThat(boot.path("verdict").asText()).isEqualTo("units-failed");
        assertThat(boot.at("/secondsFromPowerOn/switchRoot").asDouble()).isEqualTo(20.5);
        assertThat(boot.at("/failedUnits/0/name").asText()).isEqualTo("broken.service");
        assertThat(boot.at("/commands/0/output").asText()).isEqualTo("6.1");
    }
}
