package io.keelson.bootstrap.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.bootstrap.host.state.BootMenu;
import io.keelson.bootstrap.host.state.Deployed;
import io.keelson.bootstrap.host.state.Deployed.Role;
import io.keelson.bootstrap.host.state.DeploymentId;
import io.keelson.bootstrap.host.state.Event;
import io.keelson.bootstrap.host.state.Health;
import io.keelson.bootstrap.host.state.HostState;
import io.keelson.bootstrap.host.state.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusTextTest {
    private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);

    private static Deployed a(Role... roles) {
        return new Deployed(
                new DeploymentId("os", A, 0),
                0,
                Optional.of("12.4"),
                Optional.of(NOW.minus(Duration.ofDays(17))),
                "keelson:debian",
                EnumSet.copyOf(List.of(roles)),
                null,
                "quiet",
                List.of());
    }

    @Test
    void aHostThatFellBackTellsTheStory() {
        Request request = new Request("1", "upgrade", B, "12.5", A, "keelson:debian", NOW.minusSeconds(600), "ops");
        List<Event> history = List.of(
                new Event(NOW.minusSeconds(600), "staged", B, "keelson:debian", "ops"),
                new Event(NOW.minusSeconds(100), "rejected", B, "health check web failed: \u001b[31mno\n", null),
                new Event(NOW.minusSeconds(99), "fell-back", A, "health check web failed", null),
                new Event(NOW, "cleaned", A, null, "ops"));
        HostState state = new HostState(
                List.of(a(Role.BOOTED, Role.DEFAULT)),
                Optional.of(new BootMenu(List.of(), true, -1)),
                history,
                Optional.of(request),
                Optional.of(new Health("healthy", "", NOW)));
        Report report = new Report(
                state, "rack1", Map.of(A + ".0", "good (Us)"), Map.of(B, "web failed"), 100 << 20, 30L << 30);
        assertThat(String.join("\n", StatusText.of(report, NOW))).isEqualTo("""
                rack1: healthy, runs 12.4 (aaaaaaaaaaaa)

                booted, default    0  12.4 (aaaaaaaaaaaa), 17 days old  keelson:debian
                                      signature good (Us); commit %s

                request            upgrade to bbbbbbbbbbbb by ops at 2026-11-21T19:50:00Z: rejected (health check web failed: ?[31mno?)
                changed            2026-11-21T19:58:21Z  fell-back aaaaaaaaaaaa: health check web failed
                rejected           bbbbbbbbbbbb  web failed
                free               /boot 100.0 MiB, / 30.0 GiB""".formatted(A));
    }

    @Test
    void aTrialAndWhatComesNextStandFirst() {
        HostState state = new HostState(
                List.of(a(Role.BOOTED, Role.FALLBACK), a(Role.DEFAULT)),
                Optional.of(new BootMenu(List.of(), false, 2)),
                List.of(),
                Optional.empty(),
                Optional.of(new Health("unhealthy", "unit x failed", NOW)));
        assertThat(StatusText.of(new Report(state, "rack1", Map.of(), Map.of(), 0, 0), NOW))
                .startsWith(
                        "rack1: UNHEALTHY (unit x failed), runs 12.4 (aaaaaaaaaaaa)",
                        "at the next restart: 12.4 (aaaaaaaaaaaa), on trial with 2 tries left");
    }

    @Test
    void whatLibostreeSaysOfSignatures() {
        String text = """
                * os %s.0
                    Version: 1
                GPG: Signature made Sat Nov 21 19:50:30 2026 using EdDSA key ID 52DDE965D84961B0
                GPG: Good signature from "Us <us@example.org>"
                  os %s.1 (rollback)
                GPG: Signature made Sat Nov 21 19:50:30 2026 using EdDSA key ID 52DDE965D84961B0
                GPG: BAD signature from "Us <us@example.org>"
                """.formatted(A, B);
        assertThat(Signatures.parse(text))
                .containsExactlyInAnyOrderEntriesOf(Map.of(A + ".0", "good (Us <us@example.org>)", B + ".1", "BAD"));
    }
}
