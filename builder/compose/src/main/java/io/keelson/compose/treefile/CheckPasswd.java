package io.keelson.compose.treefile;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the ids of users are compared with before a commit is made.
public sealed interface CheckPasswd {
    /// With nothing.
    record None() implements CheckPasswd {}

    /// With the previous commit.
    record Previous() implements CheckPasswd {}

    /// With a file of the form of `/etc/passwd`.
    record File(FileRef file) implements CheckPasswd {}

    /// With these users.
    record Data(SortedMap<String, Ids> entries) implements CheckPasswd {
        public Data {
            entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
        }
    }

    /// A user's id and that of the primary group, each from 0 to 2^32-1.
    record Ids(long uid, long gid) {}
}
