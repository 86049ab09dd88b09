package io.keelson.ostree.delta;

import io.keelson.ostree.DeltaName;
import io.keelson.ostree.DetachedMetadata;
import io.keelson.ostree.FileObject;
import io.keelson.ostree.ObjectName;
import io.keelson.ostree.ObjectType;
import io.keelson.ostree.Repository;
import io.keelson.release.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes static deltas. Files are compared and parts compressed by several threads; memory does not grow
/// with the sizes of files or trees, but for a comparison byte by byte, which is left out where it would need
/// more than half of the heap.
public final class DeltaGenerator {
    private final Repository repo;
    private final DeltaOptions options;
    private final DeltaListener listener;
    private final int threads = Runtime.getRuntime().availableProcessors();
    private final long memory = Runtime.getRuntime().maxMemory() / 2;
    private long looseSize;

    /// @param listener told what happens
    public DeltaGenerator(Repository repo, DeltaOptions options, DeltaListener listener) {
        this.repo = repo;
        this.options = options;
        this.listener = listener;
    }

    /// Makes a delta and puts it in its place, where it replaces an older one.
    ///
    /// @param from the commit that receivers have, or null when they have none
    public void generate(@Nullable Digest from, Digest to) throws IOException {
        DeltaName name = new DeltaName(from, to);
        byte[] commit = repo.readMetadata(new ObjectName(ObjectType.COMMIT, to));
        DeltaPlace place = DeltaPlace.of(repo, name, options);
        try (Threads work = new Threads(threads);
                DeltaParts parts =
                        new DeltaParts(repo.path().resolve("tmp"), place.temporary(), options.chunkBytes(), threads)) {
            DeltaPlan plan = DeltaPlan.of(repo, from, to, options, memory, work, listener);
            pack(plan, parts, work);
            List<PartFile> files = parts.finish();
            SuperblockWriter superblock = new SuperblockWriter(
                    name,
                    now(),
                    Rope.of(commit),
                    Rope.of(DetachedMetadata.bytes(repo, to).orElse(new byte[0])),
                    files,
                    fallbacks(plan),
                    options);
            tell(plan, files);
            place.put(superblock, files);
        }
    }

    private static long now() {
        String epoch = System.getenv("SOURCE_DATE_EPOCH");
        boolean given = epoch != null && epoch.matches("[0-9]{1,18}");
        return given ? Long.parseLong(epoch) : System.currentTimeMillis() / 1000;
    }

    private void pack(DeltaPlan plan, DeltaParts parts, Threads work) throws IOException {
        for (ObjectName name : plan.metadata()) {
            byte[] bytes = repo.readMetadata(name);
            parts.roomFor(bytes.length).metadata(name, bytes);
            looseSize += bytes.length;
        }
        for (Change change : plan.matched()) {
            matched(change, parts);
        }
        patched(plan.patched(), parts, work);
        for (FileInfo fallback : plan.fallbacks()) {
            listener.line("fallback for " + fallback.checksum() + " (" + fallback.size() + " bytes)");
        }
        for (FileInfo file : plan.plain()) {
            plain(file, parts);
        }
        for (FileInfo link : plan.links()) {
            plain(link, parts);
        }
    }

    private void matched(Change change, DeltaParts parts) throws IOException {
        Matches matches = change.matches();
        if (matches != null) {
            try (FileObject file = repo.readFile(change.now().checksum())) {
                parts.roomFor(0).matched(change.now(), change.old().checksum(), matches.stretches(), file.content());
            }
        }
    }

    private void patched(List<Change> changes, DeltaParts parts, Threads work) throws IOException {
        Patches patches = new Patches(repo, changes, work, threads + 2, memory);
        int tenth = Math.max(1, changes.size() / 10);
        for (int i = 0; i < changes.size(); i++) {
            if (i % tenth == 0) {
                listener.line("processing bsdiff: [" + i + "/" + changes.size() + "]");
            }
            Change change = changes.get(i);
            byte[] patch = patches.next();
            parts.roomFor(0).patched(change.now(), change.old().checksum(), patch);
        }
    }

    private void plain(FileInfo file, DeltaParts parts) throws IOException {
        looseSize += repo.storedSize(new ObjectName(ObjectType.FILE, file.checksum()));
        try (FileObject opened = repo.readFile(file.checksum())) {
            parts.roomFor(file.size()).file(file, opened.content());
        }
    }

    private List<Fallback> fallbacks(DeltaPlan plan) throws IOException {
        List<Fallback> fallbacks = new ArrayList<>();
        for (FileInfo file : plan.fallbacks()) {
            ObjectName name = new ObjectName(ObjectType.FILE, file.checksum());
            fallbacks.add(new Fallback(name, repo.storedSize(name), file.size()));
        }
        return fallbacks;
    }

    private void tell(DeltaPlan plan, List<PartFile> files) {
        long size = 0;
        long uncompressed = 0;
        for (int i = 0; i < files.size(); i++) {
            PartFile part = files.get(i);
            listener.line("part " + (i + 1) + " n:" + part.objects().size() + " compressed:" + part.size()
                    + " uncompressed:" + part.objectsSize());
            size += part.size();
            uncompressed += part.objectsSize();
        }
        listener.line("uncompressed=" + uncompressed + " compressed=" + size + " loose=" + looseSize);
        long matched = 0;
        for (Change change : plan.matched()) {
            Matches matches = change.matches();
            matched += matches == null ? 0 : matches.bytes();
        }
        listener.line("rollsum=" + plan.matched().size() + " objects, " + matched + " bytes");
        listener.line("bsdiff=" + plan.patched().size() + " objects");
    }
}
