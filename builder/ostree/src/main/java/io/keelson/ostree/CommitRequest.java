package io.keelson.ostree;

import io.keelson.ostree.variant.Variant;
import io.keelson.release.Digest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a new commit says besides its tree.
///
/// @param branch the ref that will point at it, or null for none
/// @param parent the commit before it, or null
/// @param metadata keys and values in the order in which they are written
/// @param bindings refs that it may be found under besides `branch`, or null to write no bindings at all
/// @param bootable whether to say that it has a kernel, and which
/// @param timestamp seconds after the epoch
/// @param skipIfUnchanged whether to make none when the parent has the same tree
public record CommitRequest(
        @Nullable String branch,
        @Nullable Digest parent,
        String subject,
        String body,
        Map<String, Variant> metadata,
        @Nullable List<String> bindings,
        boolean bootable,
        long timestamp,
        boolean skipIfUnchanged) {
    /// A commit to a branch with nothing special.
    public static CommitRequest to(String branch, @Nullable Digest parent, String subject, long timestamp) {
        return new CommitRequest(branch, parent, subject, "", Map.of(), List.of(), false, timestamp, false);
    }

    /// The metadata with what follows from the other fields, in the order in which `ostree commit` has it.
    Map<String, Variant> fullMetadata(@Nullable String kernel, @Nullable String collection) {
        Map<String, Variant> all = new LinkedHashMap<>(metadata);
        if (kernel != null) {
            all.put("ostree.bootable", Variant.of(true));
            all.put("ostree.linux", Variant.of(kernel));
        }
        if (bindings != null) {
            TreeSet<String> refs = new TreeSet<>(Names.BYTE_ORDER);
            refs.addAll(bindings);
            if (branch != null) {
                refs.add(branch);
            }
            all.put("ostree.ref-binding", Variant.strings(List.copyOf(refs)));
            if (collection != null) {
                all.putIfAbsent("ostree.collection-binding", Variant.of(collection));
            }
        }
        return all;
    }
}
