package io.keelson.compose.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.keelson.compose.image.BootEvent.CommandEnded;
import io.keelson.compose.image.BootEvent.CommandStarted;
import io.keelson.compose.image.BootEvent.InitrdReached;
import io.keelson.compose.image.BootEvent.JobsWaiting;
import io.keelson.compose.image.BootEvent.KernelStarted;
import io.keelson.compose.image.BootEvent.MultiUserReached;
import io.keelson.compose.image.BootEvent.ProbeDone;
import io.keelson.compose.image.BootEvent.RootReached;
import io.keelson.compose.image.BootEvent.Settled;
import io.keelson.compose.image.BootEvent.TimeTold;
import io.keelson.compose.image.BootEvent.Trouble;
import io.keelson.compose.image.BootEvent.TroubleKind;
import io.keelson.compose.image.BootEvent.UnitFailed;
import io.keelson.compose.image.Verdict.Broken;
import io.keelson.compose.image.Verdict.CommandFailed;
import io.keelson.compose.image.Verdict.Healthy;
import io.keelson.compose.image.Verdict.NotMultiUser;
import io.keelson.compose.image.Verdict.UnitsFailed;
import java.util.List;
import org.junit.jupiter.api.Test;

class BootStateTest {
    private static BootState state(BootEvent... events) {
        BootState state = new BootState(List.of("first", "second"));
        for (BootEvent event : events) {
            state.accept(event, 60);
        }
        return state;
    }

    private static Verdict verdict(BootEvent... events) {
        return state(events).verdict("not done within 60 s", List.of("login:"));
    }

    @Test
    void healthyNeedsMultiUser() {
        assertThat(verdict(new MultiUserReached(), new Settled("running"), new ProbeDone()))
                .isEqualTo(new Healthy());
        assertThat(verdict(new Settled("running"), new ProbeDone())).isEqualTo(new NotMultiUser("running"));
    }

    @Test
    void failedUnitsAreNamed() {
        BootEvent failed = new UnitFailed(new FailedUnit("broken.service", "its log"));
        Verdict verdict = verdict(failed, new MultiUserReached(), new Settled("degraded"), new ProbeDone());
        assertThat(verdict).isEqualTo(new UnitsFailed(List.of("broken.service")));
        assertThat(verdict.message()).isEqualTo("failed unit: broken.service");
    }

    @Test
    void aFailedCommandCounts() {
        Verdict verdict = verdict(
                new MultiUserReached(),
                new Settled("running"),
                new CommandStarted(0),
                new CommandEnded(0, 0, ""),
                new CommandStarted(1),
                new CommandEnded(1, 7, "no\n"),
                new ProbeDone());
        assertThat(verdict).isEqualTo(new CommandFailed(new CommandResult("second", 7, "no\n")));
    }

    @Test
    void aTimeoutTellsHowFarItCameAndWhatItWaitsFor() {
        Verdict verdict =
                verdict(new KernelStarted(), new RootReached(20), new JobsWaiting(List.of("hang.service running")));
        assertThat(verdict.message()).isEqualTo("""
                        not done within 60 s (reached: user space)
                          systemd waits for: hang.service running
                          the console's last lines:
                          | login:""");
    }

    @Test
    void aTimeoutInACommandNamesIt() {
        assertThat(verdict(new MultiUserReached(), new Settled("running"), new CommandStarted(1))
                        .message())
                .contains("reached: the running system", "still running: second");
    }

    @Test
    void emergencyModeIsNotAnEndOfTheBoot() {
        Verdict verdict = verdict(
                new RootReached(20),
                new UnitFailed(new FailedUnit("var-data.mount", "")),
                new Settled("maintenance"),
                new ProbeDone());
        assertThat(verdict)
                .isEqualTo(new Broken(
                        "the system went to emergency mode",
                        BootStage.USERSPACE,
                        List.of("failed unit: var-data.mount"),
                        List.of("login:")));
    }

    @Test
    void theFirstTroubleIsTheCause() {
        Verdict verdict = verdict(
                new KernelStarted(),
                new Trouble(TroubleKind.INITRAMFS, "dracut: FATAL: no root"),
                new Trouble(TroubleKind.PANIC, "Kernel panic"));
        assertThat(verdict.message()).startsWith("the initramfs gave up (reached: the kernel)");
    }

    @Test
    void timesCountFromPowerOn() {
        BootState state = new BootState(List.of());
        state.accept(new KernelStarted(), 2.5);
        state.accept(new InitrdReached(7.9), 10.0);
        state.accept(new RootReached(20.4), 22.6);
        state.accept(new TimeTold("InitRDTimestampMonotonic", 5_000_000), 40);
        state.accept(new TimeTold("UserspaceTimestampMonotonic", 20_000_000), 40);
        state.accept(new TimeTold("FinishTimestampMonotonic", 36_000_000), 40);
        assertThat(state.timings().kernel().orElseThrow()).isCloseTo(2.1, within(0.01));
        assertThat(state.timings())
                .hasToString("power-on -> kernel 2.1 s -> initramfs 7.1 s -> switch-root 22.1 s -> up 38.1 s");
    }

    @Test
    void stagesThatDidNotComeHaveNoTime() {
        BootState state = state(new KernelStarted(), new TimeTold("FinishTimestampMonotonic", 0));
        assertThat(state.timings()).hasToString("power-on -> kernel 60.0 s");
    }
}
