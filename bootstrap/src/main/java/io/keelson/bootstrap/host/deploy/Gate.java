package io.keelson.bootstrap.host.deploy;

import io.keelson.bootstrap.host.state.Candidate;
import io.keelson.bootstrap.host.state.Deployed;
import io.keelson.bootstrap.host.state.Json;
import io.keelson.bootstrap.host.state.Rejections;
import io.keelson.release.KeelsonException;
import java.time.Duration;
import java.time.Instant;

/// Reasons not to stage a commit that its own object tells.
///
/// @param again whether a commit that failed here may come once more
/// @param downgrade whether it may be older than what runs
public record Gate(boolean again, boolean downgrade) {
    /// Builders' and hosts' clocks differ a little; a host whose battery died differs by years.
    private static final Duration CLOCK = Duration.ofDays(1);

    /// Checks the clock against what is here already: with a wrong one, certificates and signatures fail in
    /// ways that do not name it.
    public static void checkClock(Deployed current, Instant now) {
        current.timestamp().ifPresent(time -> checkClock("what runs here", time, now));
    }

    private static void checkClock(String what, Instant made, Instant now) {
        if (made.isAfter(now.plus(CLOCK))) {
            throw new KeelsonException("this host's clock is wrong: it says " + Json.time(now) + ", but " + what
                            + " was made " + Json.time(made))
                    .withHint("set it (timedatectl set-ntp true, or timedatectl set-time), then run this again");
        }
    }

    /// Lets `candidate` pass, or says why not.
    public void check(Candidate candidate, Deployed current, Rejections rejections, Instant now) {
        checkClock("the commit " + candidate.name(), candidate.time(), now);
        if (!again) {
            rejections.reason(candidate.commit()).ifPresent(reason -> {
                throw new KeelsonException(candidate.name() + " was rejected on this host: " + reason)
                        .withHint("wait for a newer one; or, if the cause is gone, take it with --again");
            });
        }
        current.timestamp().filter(time -> candidate.time().isBefore(time)).ifPresent(time -> {
            if (!downgrade) {
                throw new KeelsonException(candidate.name() + " of " + Json.time(candidate.time())
                                + " is older than what runs here, " + current.name() + " of " + Json.time(time))
                        .withHint("an old or forged remote looks like this; if it is meant: --allow-downgrade");
            }
        });
    }
}
