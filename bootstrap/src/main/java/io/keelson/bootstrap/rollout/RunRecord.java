package io.keelson.bootstrap.rollout;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What a run knows of its hosts: on disk first, then shown.
final class RunRecord {
    private static final String WAVE = "wave ";
    private static final String SOAKED = "soaked";

    private final Journal journal;
    private final RolloutView view;
    private final Clock clock;
    private final Map<String, HostProgress> hosts = new ConcurrentHashMap<>();

    RunRecord(Journal journal, RolloutView view, Clock clock) {
        this.journal = journal;
        this.view = view;
        this.clock = clock;
    }

    /// Takes in what an earlier run wrote.
    void recall(Iterable<Entry> entries) {
        for (Entry entry : entries) {
            HostProgress before = of(entry.host());
            hosts.put(
                    entry.host(),
                    entry.phase().equals(SOAKED) ? before.to(Phase.CONFIRMED, Map.of()) : before.after(entry));
        }
    }

    HostProgress of(String host) {
        return hosts.getOrDefault(host, HostProgress.start(host));
    }

    HostProgress enter(HostProgress before, Phase phase, Map<String, String> details) {
        journal.add(new Entry(clock.instant(), before.host(), phase.key(), details));
        HostProgress after = before.to(phase, details);
        hosts.put(after.host(), after);
        view.host(after);
        return after;
    }

    boolean isSoaked(RolloutPlan.Wave wave) {
        return hosts.containsKey(WAVE + wave.number());
    }

    void soaked(RolloutPlan.Wave wave) {
        journal.add(new Entry(clock.instant(), WAVE + wave.number(), SOAKED, Map.of()));
    }

    void detail(String host, String text) {
        view.detail(host, text);
    }

    void note(String line) {
        view.note(line);
    }
}
