package io.keelson.ostree.pull;

/// What a pull brought.
///
/// @param importedMetadata commits and directories that came from this machine
/// @param importedContent files that came from this machine
/// @param fetchedMetadata commits and directories that came over the network
/// @param fetchedContent files that came over the network
/// @param bytesTransferred bytes that came over the network, as they were sent
/// @param contentBytesWritten uncompressed bytes of new files, without those that are links
public record PullResult(
        long importedMetadata,
        long importedContent,
        long fetchedMetadata,
        long fetchedContent,
        long bytesTransferred,
        long contentBytesWritten) {}
