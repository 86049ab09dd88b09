package io.keelson.bootstrap.inventory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one place of a file says of a host, a group or all hosts.
record Said(Map<Setting, Value> settings, Map<String, Value> variables) {
    static final Said NOTHING = new Said(Map.of(), Map.of());

    /// Words, and where they stand.
    record Value(Place at, List<String> words) {
        Value {
            words = List.copyOf(words);
        }

        String word() {
            return words.getFirst();
        }
    }

    /// The same with another value for one setting.
    Said with(Setting setting, Value value) {
        Map<Setting, Value> changed = new LinkedHashMap<>(settings);
        changed.put(setting, value);
        return new Said(changed, variables);
    }
}
