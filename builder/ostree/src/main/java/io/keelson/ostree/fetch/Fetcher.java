package io.keelson.ostree.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Fetches files from sites. Asks the next site when one fails, and the same again when the failure
/// may pass. Safe for use by several threads.
public final class Fetcher implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 4000;

    private final FetchSettings settings;
    private final @Nullable String authorization;
    private final LongConsumer transferred;
    private final StallGuard guard = new StallGuard();
    private volatile @Nullable Requests requests;

    /// @param transferred told how many bytes came over the network
    public Fetcher(FetchSettings settings, LongConsumer transferred) throws IOException {
        this.settings = settings;
        this.transferred = transferred;
        this.authorization = settings.credentials() == null ? null : credentials(settings.credentials());
    }

    private static String credentials(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .map(Site::basic)
                .orElse("");
    }

    /// Made when the first request is: some fetch only from this machine.
    private Requests requests() throws IOException {
        Requests made = requests;
        if (made == null) {
            synchronized (this) {
                made = requests;
                if (made == null) {
                    made = new Requests(settings);
                    requests = made;
                }
            }
        }
        return made;
    }

    /// One attempt.
    private interface Attempt<T> {
        T at(Site site) throws IOException;
    }

    /// Fetches a small file.
    ///
    /// @param known what is known of an earlier version
    /// @throws HttpFailure when it is larger than `limit`, or no site gives it
    public Fetched fetch(List<Site> sites, String path, Validators known, long limit) throws IOException {
        try {
            ByteArrayOutputStream there = new ByteArrayOutputStream();
            AtomicReference<@Nullable Site> before = new AtomicReference<>();
            return anywhere(sites, site -> {
                if (!site.equals(before.getAndSet(site))) {
                    there.reset();
                }
                return document(site, path, known, limit, there);
            });
        } catch (HttpFailure e) {
            if (e.isMissing()) {
                return new Fetched.Missing(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    /// Fetches a file of any size to `target`, which does not exist.
    ///
    /// @return false when no site has it
    public boolean download(List<Site> sites, String path, Path target) throws IOException {
        try {
            AtomicReference<@Nullable Site> before = new AtomicReference<>();
            return anywhere(sites, site -> {
                if (!site.equals(before.getAndSet(site))) {
                    Files.deleteIfExists(target); // compressed elsewhere, it may be other bytes
                }
                new Download(site, path, target).run();
                return true;
            });
        } catch (HttpFailure e) {
            Files.deleteIfExists(target);
            if (e.isMissing()) {
                return false;
            }
            throw e;
        } catch (IOException e) {
            Files.deleteIfExists(target);
            throw e;
        }
    }

    private <T> T anywhere(List<Site> sites, Attempt<T> attempt) throws IOException {
        HttpFailure last = null;
        for (Site site : sites) {
            try {
                return again(site.withAuthorization(authorization), attempt);
            } catch (HttpFailure e) {
                last = last == null || last.isMissing() ? e : last;
            }
        }
        throw last == null ? new IOException("no site to fetch from") : last;
    }

    private <T> T again(Site site, Attempt<T> attempt) throws IOException {
        for (int failed = 0; ; failed++) {
            try {
                return attempt.at(site);
            } catch (HttpFailure e) {
                if (!e.isTransient() || failed >= settings.retries()) {
                    throw e;
                }
                pause(failed);
            }
        }
    }

    /// Longer each time, and not the same for all who fail at the same moment.
    private static void pause(int failed) throws IOException {
        long millis = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failed, 10));
        try {
            Thread.sleep(millis / 2 + ThreadLocalRandom.current().nextLong(millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /// @param there what earlier attempts brought; this one goes on behind it
    private Fetched document(Site site, String path, Validators known, long limit, ByteArrayOutputStream there)
            throws IOException {
        if (site.isLocal()) {
            return local(site, path, limit);
        }
        URI uri = site.file(path);
        int start = there.size();
        Map<String, String> headers = start > 0 ? Map.of("Range", "bytes=" + start + "-") : conditions(known);
        try {
            Answer response = send(site, uri, headers);
            try (InputStream body = guard.guard(response.body())) {
                if (response.status() == 304 && start == 0 && !headers.isEmpty()) {
                    return new Fetched.Unchanged();
                }
                if (!continues(response, start)) {
                    there.reset();
                    expect(uri, response, 200);
                }
                if (response.length() > limit) {
                    throw HttpFailure.tooLarge(uri.toString(), limit);
                }
                return new Fetched.Content(read(uri, body, limit, there), validators(response));
            }
        } catch (HttpFailure e) {
            throw e;
        } catch (IOException e) {
            throw HttpFailure.broken(uri.toString(), String.valueOf(e.getMessage()));
        }
    }

    private static boolean continues(Answer response, long start) {
        String range = response.header().apply("Content-Range").orElse("");
        return response.status() == 206 && start > 0 && range.startsWith("bytes " + start + "-");
    }

    private static Fetched local(Site site, String path, long limit) throws IOException {
        Path file = path.isEmpty() ? site.directory() : site.directory().resolve(path);
        try {
            if (Files.size(file) > limit) {
                throw HttpFailure.tooLarge(file.toUri().toString(), limit);
            }
            return new Fetched.Content(Files.readAllBytes(file), Validators.NONE);
        } catch (NoSuchFileException e) {
            throw HttpFailure.of(file.toUri().toString(), 404);
        }
    }

    private Answer send(Site site, URI uri, Map<String, String> headers) throws IOException {
        try {
            return requests().get(uri, site.authorization(), headers);
        } catch (HttpFailure e) {
            throw e;
        } catch (HttpTimeoutException | SocketTimeoutException e) {
            throw HttpFailure.unreachable(uri.toString(), "the server does not answer");
        } catch (UnknownHostException e) {
            throw HttpFailure.unreachable(uri.toString(), "there is no host " + e.getMessage());
        } catch (ConnectException e) {
            throw HttpFailure.unreachable(uri.toString(), "cannot connect to " + uri.getHost());
        }
    }

    private static Map<String, String> conditions(Validators known) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (known.etag() != null) {
            headers.put("If-None-Match", known.etag());
        }
        if (known.lastModified() > 0) {
            headers.put(
                    "If-Modified-Since",
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(
                            Instant.ofEpochSecond(known.lastModified()).atOffset(ZoneOffset.UTC)));
        }
        return headers;
    }

    private static Validators validators(Answer response) {
        return new Validators(
                response.header().apply("ETag").orElse(null),
                response.header().apply("Last-Modified").map(Fetcher::seconds).orElse(0L));
    }

    private static long seconds(String date) {
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toEpochSecond();
        } catch (DateTimeException e) {
            return 0;
        }
    }

    private static void expect(URI uri, Answer response, int wanted) throws HttpFailure {
        if (response.status() != wanted) {
            throw HttpFailure.of(uri.toString(), response.status());
        }
    }

    private byte[] read(URI uri, InputStream body, long limit, ByteArrayOutputStream there) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            transferred.accept(n);
            there.write(buffer, 0, n);
            if (there.size() > limit) {
                throw HttpFailure.tooLarge(uri.toString(), limit);
            }
        }
        return there.toByteArray();
    }

    /// The download of one file from one site, which goes on where an earlier attempt broke off.
    private final class Download {
        private final Site site;
        private final URI uri;
        private final Path target;
        private final String path;

        Download(Site site, String path, Path target) {
            this.site = site;
            this.path = path;
            this.uri = site.file(path);
            this.target = target;
        }

        void run() throws IOException {
            if (site.isLocal()) {
                copy();
                return;
            }
            long there = Files.exists(target) ? Files.size(target) : 0;
            Map<String, String> range = there > 0 ? Map.of("Range", "bytes=" + there + "-") : Map.of();
            try {
                Answer response = send(site, uri, range);
                try (InputStream body = guard.guard(response.body())) {
                    save(response, body, there);
                }
            } catch (HttpFailure e) {
                throw e;
            } catch (IOException e) {
                throw HttpFailure.broken(uri.toString(), String.valueOf(e.getMessage()));
            }
        }

        private void copy() throws IOException {
            try {
                Files.copy(site.directory().resolve(path), target);
            } catch (NoSuchFileException e) {
                throw HttpFailure.of(uri.toString(), 404);
            }
        }

        private void save(Answer response, InputStream body, long there) throws IOException {
            switch (response.status()) {
                case 206 -> {
                    expectStart(response, there);
                    write(body, StandardOpenOption.APPEND);
                }
                case 200 -> write(body, StandardOpenOption.TRUNCATE_EXISTING);
                case 416 -> {
                    Files.deleteIfExists(target);
                    throw HttpFailure.broken(uri.toString(), "the file has changed meanwhile");
                }
                default -> throw HttpFailure.of(uri.toString(), response.status());
            }
        }

        private void expectStart(Answer response, long there) throws IOException {
            if (!continues(response, there)) {
                Files.deleteIfExists(target);
                throw HttpFailure.broken(uri.toString(), "the server sent another part than was asked for");
            }
        }

        private void write(InputStream body, StandardOpenOption how) throws IOException {
            try (OutputStream out =
                    Files.newOutputStream(target, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
                byte[] buffer = new byte[BUFFER];
                for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                    transferred.accept(n);
                    out.write(buffer, 0, n);
                }
            }
        }
    }

    @Override
    public void close() {
        guard.close();
        Requests made = requests;
        if (made != null) {
            made.close();
        }
    }
}
