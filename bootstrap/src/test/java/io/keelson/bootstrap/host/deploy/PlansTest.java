package io.keelson.bootstrap.host.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.bootstrap.host.state.BootMenu;
import io.keelson.bootstrap.host.state.Deployed;
import io.keelson.bootstrap.host.state.Deployed.Role;
import io.keelson.bootstrap.host.state.DeploymentId;
import io.keelson.bootstrap.host.state.Event;
import io.keelson.bootstrap.host.state.HostState;
import io.keelson.bootstrap.host.state.Request;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlansTest {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);

    private static Deployed deployed(String commit, int serial, Role first, Role... more) {
        Set<Role> roles = EnumSet.of(first, more);
        DeploymentId id = new DeploymentId("os", commit, serial);
        String version = commit.substring(0, 1);
        return new Deployed(id, 0, Optional.of(version), Optional.of(TIME), "r:x", roles, null, "quiet", List.of());
    }

    private static Plans plans(boolean confirmed, Deployed... deployments) {
        Optional<BootMenu> menu = Optional.of(new BootMenu(List.of(), confirmed, 2));
        HostState state = new HostState(List.of(deployments), menu, List.of(), Optional.empty(), Optional.empty());
        return new Plans(state, "me", "id", TIME);
    }

    @Test
    void whatRunsIsLeftForTheOneBefore() {
        Plans plans = plans(true, deployed(B, 0, Role.BOOTED, Role.DEFAULT), deployed(A, 0, Role.FALLBACK));
        assertThat(plans.rollback().words())
                .containsExactly(
                        "never take " + B + " again by itself: rolled back by hand to a (aaaaaaaaaaaa) (me)",
                        "make a (aaaaaaaaaaaa) what starts next (os/" + A + ".0)",
                        "write into the history: rolled-back");
    }

    @Test
    void whatIsStagedGoesFirst() {
        Plans plans = plans(
                true,
                deployed("c".repeat(64), 0, Role.STAGED),
                deployed(B, 0, Role.BOOTED, Role.DEFAULT),
                deployed(A, 0, Role.FALLBACK));
        assertThat(plans.rollback().words()).element(1).isEqualTo("drop the staged deployment c (cccccccccccc)");
    }

    @Test
    void aRollbackThatWaitsForItsRestartIsNotTurnedRound() {
        Plans plans = plans(true, deployed(A, 0, Role.DEFAULT), deployed(B, 0, Role.BOOTED, Role.FALLBACK));
        assertThatThrownBy(plans::rollback).hasMessageContaining("a (aaaaaaaaaaaa) is what starts next already");
    }

    @Test
    void aNewOneThatWaitsForItsRestartIs() {
        Plans plans = plans(false, deployed(B, 0, Role.DEFAULT), deployed(A, 0, Role.BOOTED, Role.FALLBACK));
        assertThat(plans.rollback().words()).contains("make a (aaaaaaaaaaaa) what starts next (os/" + A + ".0)");
    }

    @Test
    void theCommitIsNotToBlameForItsKernelArguments() {
        Plans plans = plans(true, deployed(A, 1, Role.BOOTED, Role.DEFAULT), deployed(A, 0, Role.FALLBACK));
        assertThat(plans.rollback().steps()).noneMatch(Step.Reject.class::isInstance);
    }

    @Test
    void whatWasRejectedIsNothingToGoBackTo() {
        Deployed rejected = new Deployed(
                new DeploymentId("os", B, 0),
                1,
                Optional.empty(),
                Optional.of(TIME),
                "r:x",
                EnumSet.of(Role.FALLBACK),
                "web failed",
                "",
                List.of());
        assertThatThrownBy(() -> plans(true, deployed(A, 0, Role.BOOTED, Role.DEFAULT), rejected)
                        .rollback())
                .hasMessage("bbbbbbbbbbbb is the only one to go back to, and it was rejected on this host: web failed");
    }

    @Test
    void oneDeploymentHasNothingBeforeIt() {
        assertThatThrownBy(() ->
                        plans(true, deployed(A, 0, Role.BOOTED, Role.DEFAULT)).rollback())
                .hasMessageContaining("there is no deployment to go back to");
    }

    @Test
    void nothingNewComesBesideWhatIsOnTrial() {
        Plans plans = plans(false, deployed(B, 0, Role.BOOTED, Role.DEFAULT), deployed(A, 0, Role.FALLBACK));
        assertThatThrownBy(plans::requireConfirmed)
                .hasMessage("b (bbbbbbbbbbbb) is on trial and not confirmed yet" + " (2 tries left)");
        assertThatThrownBy(() -> plans.kargs(List.of("--karg-append=x"))).hasMessageContaining("is on trial");
    }

    @Test
    void whatWasStagedByAKilledRunIsToldOnce() {
        Request asked = new Request("1", "upgrade", B, null, A, "r:x", TIME, "me");
        Event staged = new Event(TIME, "staged", B, null, null);
        assertThat(asked(asked).afterStaging(B).words()).containsExactly("write into the history: staged");
        assertThat(asked(asked, staged).afterStaging(B).isEmpty()).isTrue();
        assertThat(asked(asked).afterStaging(A).isEmpty()).isTrue();
    }

    private static Plans asked(Request request, Event... history) {
        HostState state = new HostState(
                List.of(deployed(A, 0, Role.BOOTED)),
                Optional.empty(),
                List.of(history),
                Optional.of(request),
                Optional.empty());
        return new Plans(state, "me", "id", TIME);
    }

    @Test
    void aPinThatIsThereIsNotMadeAgain() {
        Deployed pinned = deployed(A, 0, Role.BOOTED, Role.PINNED);
        assertThat(plans(true, pinned).pin(pinned, true).isEmpty()).isTrue();
        assertThat(plans(true, pinned).pin(pinned, false).words()).first().isEqualTo("unpin a (aaaaaaaaaaaa)");
    }
}
