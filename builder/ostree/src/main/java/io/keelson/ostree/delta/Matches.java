package io.keelson.ostree.delta;

import io.keelson.ostree.FileObject;
import io.keelson.ostree.Repository;
import io.keelson.release.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which stretches of a new content are in an old one.
///
/// @param stretches in the order of the new content, none touching the next in both contents
/// @param matched how many chunks of the new content are in the old one
/// @param chunks how many there are
record Matches(List<Stretch> stretches, int matched, int chunks) {
    /// Equal bytes.
    ///
    /// @param offset in the new content
    /// @param oldOffset in the old content
    record Stretch(long offset, long oldOffset, long length) {}

    /// Where in the old content a chunk is.
    private record Place(long offset, int length) {}

    static Matches of(Repository repo, Digest old, Digest now) throws IOException {
        Map<Digest, Place> places = new HashMap<>();
        try (FileObject file = repo.readFile(old)) {
            Chunks.of(
                    file.content(),
                    (checksum, offset, length) -> places.putIfAbsent(checksum, new Place(offset, length)));
        }
        List<Stretch> stretches = new ArrayList<>();
        int[] counts = new int[2];
        try (FileObject file = repo.readFile(now)) {
            Chunks.of(file.content(), (checksum, offset, length) -> {
                Place place = places.get(checksum);
                counts[1]++;
                if (place != null) {
                    counts[0]++;
                    join(stretches, new Stretch(offset, place.offset(), length));
                }
            });
        }
        return new Matches(List.copyOf(stretches), counts[0], counts[1]);
    }

    private static void join(List<Stretch> stretches, Stretch next) {
        Stretch last = stretches.isEmpty() ? new Stretch(0, -1, 0) : stretches.getLast();
        boolean touching =
                last.offset() + last.length() == next.offset() && last.oldOffset() + last.length() == next.oldOffset();
        if (touching) {
            stretches.removeLast();
            stretches.add(new Stretch(last.offset(), last.oldOffset(), last.length() + next.length()));
        } else {
            stretches.add(next);
        }
    }

    /// Bytes that need not be sent.
    long bytes() {
        return stretches.stream().mapToLong(Stretch::length).sum();
    }

    /// Whether so many percent of the chunks are in the old content.
    boolean covers(int percent) {
        return chunks > 0 && matched * 100L >= (long) percent * chunks;
    }
}
