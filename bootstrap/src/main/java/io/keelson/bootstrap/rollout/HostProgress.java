package io.keelson.bootstrap.rollout;

import java.util.Map;
import java.util.TreeMap;

/// How far a host is, and what must be remembered of it.
public record HostProgress(String host, Phase phase, Map<String, String> details) {
    static final String COMMIT = "commit";
    static final String VERSION = "version";
    static final String EXPECT = "expect";
    static final String BOOT = "boot";
    static final String DEFAULT = "default";
    static final String STAGED = "staged";
    static final String CORDONED = "cordoned";
    static final String REASON = "reason";

    public HostProgress {
        details = Map.copyOf(details);
    }

    static HostProgress start(String host) {
        return new HostProgress(host, Phase.PENDING, Map.of());
    }

    HostProgress to(Phase next, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(details);
        all.putAll(more);
        return new HostProgress(host, next, all);
    }

    /// What an entry of the journal makes of it; a phase that this version does not know changes nothing.
    HostProgress after(Entry entry) {
        for (Phase known : Phase.values()) {
            if (known.key().equals(entry.phase())) {
                return to(known, entry.details());
            }
        }
        return this;
    }

    String detail(String key) {
        return details.getOrDefault(key, "");
    }

    /// Why, when it ended badly; else what it runs, as far as that is known.
    public String reason() {
        return detail(REASON);
    }

    /// The commit that it shall run, or empty.
    public String commit() {
        return detail(COMMIT);
    }

    /// That commit's version, or empty.
    public String version() {
        return detail(VERSION);
    }
}
