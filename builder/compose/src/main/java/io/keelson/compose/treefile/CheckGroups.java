package io.keelson.compose.treefile;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the ids of groups are compared with before a commit is made.
public sealed interface CheckGroups {
    /// With nothing.
    record None() implements CheckGroups {}

    /// With the previous commit.
    record Previous() implements CheckGroups {}

    /// With a file of the form of `/etc/group`.
    record File(FileRef file) implements CheckGroups {}

    /// With these groups and their ids, each from 0 to 2^32-1.
    record Data(SortedMap<String, Long> entries) implements CheckGroups {
        public Data {
            entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
        }
    }
}
