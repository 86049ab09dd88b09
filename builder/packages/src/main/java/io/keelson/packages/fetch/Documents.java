package io.keelson.packages.fetch;

import io.keelson.packages.fetch.TransferException.Kind;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import io.keelson.release.LastUse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Fetches files whose content is not known beforehand. What an address gave last time is kept in the
/// cache with the server's validators, so an unchanged file costs one "not modified" answer.
public final class Documents {
    /// Nothing of this kind is a tenth as large; a server cannot fill the disk.
    private static final long MAX_BYTES = 256L << 20;

    private final ContentCache cache;
    private final FetchOptions options;
    private final Transport transport;
    private final Retry retry;

    /// Keeps what it fetches in `cache`.
    public Documents(ContentCache cache, FetchOptions options) {
        this.cache = cache;
        this.options = options;
        this.transport = new Transport(options);
        this.retry = new Retry(options);
    }

    /// What an address gave.
    ///
    /// @param file in the cache: read it, never write to it
    public record Document(Path file, Digest sha256) {}

    /// The file at `uri`; nothing when the server says that there is none. With
    /// [FetchOptions#cacheOnly()] it is what the cache holds.
    ///
    /// @param label what a person calls it in messages
    /// @throws KeelsonException when it cannot be had for any other reason
    public Optional<Document> find(String label, URI uri) throws InterruptedException {
        try {
            Memory memory = recall(uri);
            if (options.cacheOnly()) {
                return Optional.ofNullable(memory).map(Memory::document);
            }
            return Optional.of(retry.run(uri, () -> ask(uri, memory), () -> 0));
        } catch (TransferException e) {
            if (e.kind() == Kind.ABSENT) {
                return Optional.empty();
            }
            throw failed(label, uri, String.valueOf(e.getMessage()), e.hint(), e);
        } catch (IOException e) {
            throw failed(label, uri, HttpTransport.reason(e), null, e);
        }
    }

    private static KeelsonException failed(
            String label, URI uri, String reason, @Nullable String hint, IOException cause) {
        String message = "cannot fetch " + label + " from " + Addresses.shown(uri) + ": " + reason;
        return new KeelsonException(message, cause).withHint(hint != null ? hint : "check the address and the network");
    }

    private Document ask(URI uri, @Nullable Memory memory) throws IOException, InterruptedException {
        Map<String, String> validators = memory == null ? Map.of() : memory.validators();
        try (Reply reply = transport.open(uri, 0, validators)) {
            if (reply.unchanged() && memory != null) {
                return memory.document();
            }
            byte[] content = read(reply, uri);
            Digest digest = cache.put(content);
            remember(uri, digest, reply);
            return new Document(cache.find(digest).orElseThrow(), digest);
        }
    }

    private byte[] read(Reply reply, URI uri) throws IOException, InterruptedException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        try (StallGuard guard = StallGuard.start(reply.body(), options.patience())) {
            for (int n = reply.body().read(buffer); n >= 0; n = reply.body().read(buffer)) {
                guard.progress();
                content.write(buffer, 0, n);
                if (content.size() > MAX_BYTES) {
                    throw new TransferException(
                            Kind.PERMANENT, "it is larger than " + MAX_BYTES + " bytes", (String) null);
                }
            }
        } catch (TransferException e) {
            throw e;
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("while reading " + Addresses.shown(uri));
            }
            throw new TransferException(Kind.TRANSIENT, "the connection broke: " + HttpTransport.reason(e), e);
        }
        return content.toByteArray();
    }

    /// What an address gave last time, with the header fields that ask whether it changed.
    private record Memory(Document document, Map<String, String> validators) {}

    private @Nullable Memory recall(URI uri) throws IOException {
        Path path = memoryPath(uri);
        if (!Files.exists(path)) {
            return null;
        }
        LastUse.mark(path);
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(path)) {
            properties.load(in);
        }
        String hex = properties.getProperty("sha256", "");
        if (!Digest.isHex(hex)) {
            return null; // from another version of Keelson: as if it were not there
        }
        Map<String, String> validators = new HashMap<>();
        copy(properties, "etag", validators, "If-None-Match");
        copy(properties, "last-modified", validators, "If-Modified-Since");
        return cache.find(Digest.parse(hex))
                .map(file -> new Memory(new Document(file, Digest.parse(hex)), validators))
                .orElse(null);
    }

    private static void copy(Properties from, String key, Map<String, String> to, String header) {
        String value = from.getProperty(key);
        if (value != null) {
            to.put(header, value);
        }
    }

    private void remember(URI uri, Digest digest, Reply reply) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("address", Addresses.shown(uri));
        properties.setProperty("sha256", digest.hex());
        if (reply.etag() != null) {
            properties.setProperty("etag", reply.etag());
        }
        if (reply.lastModified() != null) {
            properties.setProperty("last-modified", reply.lastModified());
        }
        Path path = memoryPath(uri);
        Path temporary = Files.createTempFile(path.getParent(), "new", "");
        try {
            try (Writer out = Files.newBufferedWriter(temporary)) {
                properties.store(out, null);
            }
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private Path memoryPath(URI uri) throws IOException {
        Digest name = Digest.of(uri.toString().getBytes(StandardCharsets.UTF_8));
        return Files.createDirectories(cache.directory().resolve("by-address")).resolve(name.hex());
    }
}
