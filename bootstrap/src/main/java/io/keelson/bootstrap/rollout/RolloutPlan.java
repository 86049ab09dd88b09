package io.keelson.bootstrap.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Who does what, and when: decided before any host is asked.
///
/// @param id of the run; hosts keep it with the request, and so know a request that they have taken
/// @param inventory where the hosts are described, to find them again
public record RolloutPlan(
        String id,
        Instant created,
        String by,
        Order order,
        RolloutOptions options,
        Source inventory,
        List<Wave> waves) {
    private static final int SHOWN = 12;

    /// Where hosts are described.
    ///
    /// @param file the inventory, or empty
    /// @param sshConfig that file, or empty
    public record Source(String file, String sshConfig) {}

    /// Hosts that restart at the same time.
    public record Wave(int number, boolean canary, List<Target> targets) {
        public Wave {
            targets = List.copyOf(targets);
        }
    }

    /// A host in a plan.
    ///
    /// @param destination where it is, for people and to see that two names are one host
    /// @param node its name in Kubernetes
    /// @param words after `keelson-host`
    public record Target(String host, String destination, String node, List<String> words) {
        public Target {
            words = List.copyOf(words);
        }
    }

    public RolloutPlan {
        waves = List.copyOf(waves);
    }

    /// Cuts hosts into waves: canaries, then as many at a time as may be away.
    public static List<Wave> waves(List<Target> targets, RolloutOptions options) {
        List<Wave> waves = new ArrayList<>();
        int size = options.maxUnavailable().of(targets.size());
        int at = 0;
        while (at < targets.size()) {
            boolean canary = at < options.canaries();
            int end = Math.min(Math.min(at + size, targets.size()), canary ? options.canaries() : Integer.MAX_VALUE);
            waves.add(new Wave(waves.size() + 1, canary, targets.subList(at, end)));
            at = end;
        }
        return waves;
    }

    public Stream<Target> targets() {
        return waves.stream().flatMap(wave -> wave.targets().stream());
    }

    public int hosts() {
        return waves.stream().mapToInt(wave -> wave.targets().size()).sum();
    }

    /// The plan for people.
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(hosts() + " hosts in " + waves.size() + " waves; at most " + options.maxUnavailable()
                + " away at a time; stops after " + options.maxFailures() + " bad "
                + (options.maxFailures() == 1 ? "host" : "hosts"));
        for (Wave wave : waves) {
            lines.add("wave " + wave.number() + (wave.canary() ? ", canaries: " : ": ") + names(wave));
        }
        targets().map(Target::words).distinct().limit(SHOWN).forEach(words -> lines.add("each: " + does(words)));
        return lines;
    }

    private String does(List<String> words) {
        return "check, keelson-host " + String.join(" ", words) + (options.drain() ? ", cordon and drain" : "")
                + ", restart, wait until it has judged itself (" + time(options.deadline()) + " at most)"
                + (options.drain() ? ", uncordon" : "")
                + (options.soak().isZero() ? "" : "; after each wave leave it alone for " + time(options.soak()));
    }

    private static String time(java.time.Duration time) {
        return time.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private static String names(Wave wave) {
        List<String> names = wave.targets().stream().map(Target::host).toList();
        String shown = String.join(" ", names.subList(0, Math.min(SHOWN, names.size())));
        return names.size() > SHOWN ? shown + " and " + (names.size() - SHOWN) + " more" : shown;
    }
}
