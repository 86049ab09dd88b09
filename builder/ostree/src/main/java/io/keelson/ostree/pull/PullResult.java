package io.keelson.ostree.pull;

import java.time.Duration;

/// What a pull brought.
///
/// @param importedMetadata commits and directories that came from this machine
/// @param importedContent files that came from this machine
/// @param fetchedMetadata commits and directories that came over the network
/// @param fetchedContent files that came over the network
/// @param bytesTransferred bytes that came over the network, as they were sent
/// @param contentBytesWritten uncompressed bytes of new files, without those that are links
/// @param time from the beginning to the end
/// @param deltaParts parts of deltas that were fetched and executed
/// @param deltas what the deltas that were found consist of
public record PullResult(
        long importedMetadata,
        long importedContent,
        long fetchedMetadata,
        long fetchedContent,
        long bytesTransferred,
        long contentBytesWritten,
        Duration time,
        long deltaParts,
        DeltaTotals deltas) {}
