package io.keelson.packages.apt;

import io.keelson.packages.codec.Compression;
import io.keelson.packages.fetch.Addresses;
import io.keelson.release.Digest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/// A `Packages` index that a signed Release vouches for.
///
/// @param repoId the repository's name in lockfiles, see [Source#id]
/// @param base what the `Filename` fields of the index are relative to
/// @param component empty for a flat repository
/// @param architecture the index's: `all`, the one that was asked for, or
///     empty for a flat repository, whose one index may hold packages of any
/// @param priority as apt's pin: 500, or what `NotAutomatic` in the Release makes of it: 100 or 1
/// @param digest of the file as it was fetched, compressed or not; equal digests mean equal packages
/// @param file the fetched file in the cache
/// @param compression of `file`
/// @param release digest of the (In)Release file
/// @param releaseDate when that was made: the state of the repository, for provenance
public record VerifiedIndex(
        String repoId,
        URI base,
        String suite,
        String component,
        String architecture,
        int priority,
        Digest digest,
        Path file,
        Compression compression,
        Digest release,
        Instant releaseDate) {

    /// Opens the uncompressed index; the caller closes it.
    public InputStream open() throws IOException {
        return compression.open(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    }

    /// The address of a package from the `Filename` field of its stanza.
    public URI locate(String filename) {
        return Addresses.below(base, filename.startsWith("./") ? filename.substring(2) : filename);
    }
}
