package io.keelson.compose.tree;

import io.keelson.release.Digest;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// One thing in a tree. There is nothing else: devices, sockets and pipes have no place in an image.
public sealed interface Entry {
    /// Owner, permissions and attributes.
    Meta meta();

    /// The same entry with other metadata.
    Entry withMeta(Meta meta);

    /// A directory.
    record Dir(Meta meta, SortedMap<String, Entry> children) implements Entry {
        public Dir {
            children = Collections.unmodifiableSortedMap(new TreeMap<>(children));
        }

        /// An empty directory.
        public static Dir empty(Meta meta) {
            return new Dir(meta, Collections.emptySortedMap());
        }

        @Override
        public Dir withMeta(Meta newMeta) {
            return new Dir(newMeta, children);
        }
    }

    /// A regular file, whose bytes the [Contents] of the compose know by digest.
    record File(Meta meta, Digest content, long size) implements Entry {
        @Override
        public File withMeta(Meta newMeta) {
            return new File(newMeta, content, size);
        }
    }

    /// A symbolic link.
    record Link(Meta meta, String target) implements Entry {
        /// A root-owned link.
        public static Link to(String target) {
            return new Link(Meta.LINK, target);
        }

        @Override
        public Link withMeta(Meta newMeta) {
            return new Link(newMeta, target);
        }
    }
}
