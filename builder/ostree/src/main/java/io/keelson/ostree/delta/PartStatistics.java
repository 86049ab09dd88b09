package io.keelson.ostree.delta;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// What a part consists of, counted without making anything.
///
/// @param data bytes of its data
/// @param operations bytes of its operations; the other numbers count each kind
public record PartStatistics(
        long modes,
        long xattrs,
        long data,
        long operations,
        int splices,
        int opens,
        int writes,
        int setSources,
        int unsetSources,
        int closes,
        int patches) {
    private static final int KINDS = 7;

    /// Reads a part to its end.
    ///
    /// @param tmp a directory for a temporary file when the part is large
    /// @throws KeelsonException when it is malformed
    public static PartStatistics of(PartHeader header, InputStream in, Path tmp) throws IOException {
        try (PartPayload payload = PartPayload.read(header, in, tmp)) {
            int[] counts = header.objects().isEmpty() ? new int[KINDS] : count(header, payload);
            return new PartStatistics(
                    payload.modeCount(),
                    payload.xattrCount(),
                    payload.dataSize(),
                    payload.operationsSize(),
                    counts[0],
                    counts[1],
                    counts[2],
                    counts[3],
                    counts[4],
                    counts[5],
                    counts[6]);
        }
    }

    private static int[] count(PartHeader header, PartPayload payload) {
        int[] counts = new int[KINDS];
        OperationReader operations = new OperationReader(payload.blob(), payload.operations(), header.objects());
        while (operations.hasNext()) {
            int kind = kind(operations.next());
            counts[kind]++;
            if (kind == 0 || kind == 5) {
                operations.advance();
            }
        }
        return counts;
    }

    private static int kind(Operation operation) {
        return switch (operation) {
            case Operation.Metadata metadata -> 0;
            case Operation.File file -> 0;
            case Operation.Open open -> 1;
            case Operation.Write write -> 2;
            case Operation.SetSource source -> 3;
            case Operation.UnsetSource none -> 4;
            case Operation.Close close -> 5;
            case Operation.Patch patch -> 6;
        };
    }
}
