package io.keelson.ostree.delta;

import org.jspecify.annotations.Nullable;

/// A new file and the old one that it is made from.
///
/// @param matches which stretches are equal; null when a patch is to be made
record Change(FileInfo old, FileInfo now, @Nullable Matches matches) {
    Change(FileInfo old, FileInfo now) {
        this(old, now, null);
    }

    long size() {
        return old.size() + now.size();
    }

    long memory() {
        return Bsdiff.memory(old.size(), now.size());
    }
}
