package io.keelson.packages.apt;

import io.keelson.packages.apt.ReleaseFile.Entry;
import io.keelson.packages.codec.Compression;
import io.keelson.packages.fetch.Addresses;
import io.keelson.packages.fetch.Documents;
import io.keelson.packages.fetch.Documents.Document;
import io.keelson.packages.fetch.Downloads;
import io.keelson.packages.fetch.Fetched;
import io.keelson.packages.fetch.Wanted;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import io.keelson.release.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Chooses and fetches the indices of a source that its Release vouches for.
final class Indices {
    private final Downloads downloads;
    private final Documents documents;
    private final Progress progress;

    Indices(Downloads downloads, Documents documents, Progress progress) {
        this.downloads = downloads;
        this.documents = documents;
        this.progress = progress;
    }

    /// One index that is wanted.
    record Request(Source source, Releases.Verified release, String component, String architecture) {
        String stem() {
            if (source.isFlat()) {
                return "Packages";
            }
            return component + "/binary-" + architecture + "/Packages";
        }
    }

    /// What is wanted of a source for these architectures, in a fixed order.
    ///
    /// @throws KeelsonException when the Release does not have a component
    List<Request> requests(Source source, Releases.Verified release, List<String> architectures) {
        if (source.isFlat()) {
            return List.of(new Request(source, release, "", ""));
        }
        List<Request> requests = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String component : source.components()) {
            List<Request> found = new ArrayList<>();
            for (String architecture : architectures) {
                if (source.covers(architecture)) {
                    add(new Request(source, release, component, architecture), found);
                }
            }
            if (release.file().hasIndexForAll()) {
                add(new Request(source, release, component, "all"), found);
            }
            if (found.isEmpty()) {
                missing(source, release.file(), component, problems);
            }
            requests.addAll(found);
        }
        if (!problems.isEmpty()) {
            throw KeelsonException.usage(problems);
        }
        return requests;
    }

    private static void add(Request request, List<Request> found) {
        if (!entries(request).isEmpty()) {
            found.add(request);
        }
    }

    private void missing(Source source, ReleaseFile release, String component, List<String> problems) {
        boolean known = release.files().keySet().stream().anyMatch(path -> path.startsWith(component + "/"));
        if (known) {
            progress.note("note: " + source + " " + component + " has no packages for the wanted architectures; it has "
                    + String.join(" ", release.architectures()));
        } else {
            problems.add(source.where() + ": " + source + " has no component " + component + "; it has "
                    + String.join(" ", release.stanza().words("Components")));
        }
    }

    /// What the Release lists for an index, in the order in which we prefer it.
    private static Map<Compression, Entry> entries(Request request) {
        Map<Compression, Entry> entries = new LinkedHashMap<>();
        for (Compression compression : Compression.values()) {
            Entry entry = request.release().file().files().get(request.stem() + compression.suffix());
            if (entry != null) {
                entries.put(compression, entry);
            }
        }
        return entries;
    }

    /// Fetches an index in the first form that the server has.
    VerifiedIndex fetch(Request request) throws InterruptedException {
        Map<Compression, Entry> entries = entries(request);
        if (entries.isEmpty()) {
            throw new KeelsonException("the Release of " + request.source() + " lists no " + request.stem());
        }
        Map<Wanted, Compression> wanted = new LinkedHashMap<>();
        entries.forEach((compression, entry) -> addresses(request, entry).forEach(one -> wanted.put(one, compression)));
        if (wanted.isEmpty()) {
            return fetchBySha512(request, entries);
        }
        Fetched fetched = downloads.fetchFirst(List.copyOf(wanted.keySet()));
        Compression compression = Objects.requireNonNull(wanted.get(fetched.wanted()));
        return index(request, fetched.file(), fetched.wanted().sha256(), compression);
    }

    private static List<Wanted> addresses(Request request, Entry entry) {
        Digest sha256 = entry.sha256();
        if (sha256 == null) {
            return List.of();
        }
        URI root = request.release().root();
        String label = request.source().suite() + "/" + entry.path();
        List<Wanted> wanted = new ArrayList<>();
        Boolean asked = request.source().byHash();
        if (asked != null ? asked : request.release().file().isByHash()) {
            String directory = entry.path().substring(0, entry.path().lastIndexOf('/') + 1);
            URI uri = Addresses.below(root, directory + "by-hash/SHA256/" + sha256);
            wanted.add(new Wanted(label, uri, sha256, entry.size()));
        }
        wanted.add(new Wanted(label, Addresses.below(root, entry.path()), sha256, entry.size()));
        return wanted;
    }

    /// For the few repositories whose Release lists SHA-512 alone.
    private VerifiedIndex fetchBySha512(Request request, Map<Compression, Entry> entries) throws InterruptedException {
        for (Map.Entry<Compression, Entry> one : entries.entrySet()) {
            Entry entry = one.getValue();
            URI uri = Addresses.below(request.release().root(), entry.path());
            Optional<Document> document = documents.find(entry.path(), uri);
            if (document.isPresent()) {
                checkSha512(uri, document.get().file(), entry);
                return index(request, document.get().file(), document.get().sha256(), one.getKey());
            }
        }
        throw new KeelsonException("the server has none of the indices of " + request.source());
    }

    private static void checkSha512(URI uri, Path file, Entry entry) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha512.update(buffer, 0, n);
            }
            String hex = HexFormat.of().formatHex(sha512.digest());
            if (!hex.equals(entry.sha512()) || Files.size(file) != entry.size()) {
                throw new KeelsonException("cannot fetch " + entry.path() + " from " + Addresses.shown(uri)
                        + ": its SHA-512 is " + hex + ", expected " + entry.sha512());
            }
        } catch (IOException e) {
            throw new KeelsonException("cannot read " + file + ": " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-512", e);
        }
    }

    private static VerifiedIndex index(Request request, Path file, Digest digest, Compression compression) {
        Source source = request.source();
        return new VerifiedIndex(
                source.id(request.component()),
                source.uri(),
                source.suite(),
                request.component(),
                request.architecture(),
                request.release().file().priority(),
                digest,
                file,
                compression,
                request.release().digest(),
                request.release().file().date());
    }
}
