package io.keelson.ostree.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers GET and HEAD: whole or in part, and not at all when the client has it already.
record FileHandler(Published published) implements HttpHandler {
    private static final int NOTHING = -1;
    private static final int BUFFER = 1 << 16;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                refuse(exchange, 405, "only GET and HEAD");
                return;
            }
            Optional<Resource> found = find(exchange);
            if (found.isPresent()) {
                answer(exchange, found.get());
            } else {
                refuse(exchange, 404, "not here");
            }
        }
    }

    private Optional<Resource> find(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        return path == null ? Optional.empty() : published.find(path);
    }

    private static void answer(HttpExchange exchange, Resource resource) throws IOException {
        Headers out = exchange.getResponseHeaders();
        out.set("ETag", resource.etag());
        out.set("Last-Modified", DATE.format(resource.modified()));
        out.set("Accept-Ranges", "bytes");
        out.set("Cache-Control", resource.forEver() ? "public, max-age=31536000, immutable" : "no-cache");
        Headers in = exchange.getRequestHeaders();
        if (isKnown(in, resource)) {
            exchange.sendResponseHeaders(304, NOTHING);
            return;
        }
        out.set("Content-Type", "application/octet-stream");
        Range range = isRangeMeant(in, resource) ? Range.of(in.getFirst("Range"), resource.size()) : null;
        if (range == null) {
            send(exchange, 200, resource, new Range(0, resource.size()));
        } else if (range.equals(Range.NOWHERE)) {
            out.set("Content-Range", "bytes */" + resource.size());
            refuse(exchange, 416, "no such range");
        } else {
            long last = range.first() + range.length() - 1;
            out.set("Content-Range", "bytes " + range.first() + "-" + last + "/" + resource.size());
            send(exchange, 206, resource, range);
        }
    }

    private static boolean isKnown(Headers in, Resource resource) {
        String tags = in.getFirst("If-None-Match");
        if (tags != null) {
            return matches(tags, resource.etag());
        }
        Instant since = date(in.getFirst("If-Modified-Since"));
        return since != null
                && !resource.modified().truncatedTo(ChronoUnit.SECONDS).isAfter(since);
    }

    private static boolean matches(String tags, String etag) {
        for (String tag : tags.split(",", -1)) {
            String strong = tag.strip().startsWith("W/") ? tag.strip().substring(2) : tag.strip();
            if (strong.equals("*") || strong.equals(etag)) {
                return true;
            }
        }
        return false;
    }

    /// A part is of use only to those who have the rest of the same content.
    private static boolean isRangeMeant(Headers in, Resource resource) {
        String condition = in.getFirst("If-Range");
        if (condition == null || condition.equals(resource.etag())) {
            return true;
        }
        Instant date = date(condition);
        return date != null && date.equals(resource.modified().truncatedTo(ChronoUnit.SECONDS));
    }

    private static @Nullable Instant date(@Nullable String header) {
        try {
            return header == null
                    ? null
                    : ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static void send(HttpExchange exchange, int status, Resource resource, Range range) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Long.toString(range.length()));
            exchange.sendResponseHeaders(status, NOTHING);
            return;
        }
        try (InputStream content = resource.open(range.first())) {
            exchange.sendResponseHeaders(status, range.length() == 0 ? NOTHING : range.length());
            copy(content, exchange.getResponseBody(), range.length());
        }
    }

    /// A file that became shorter meanwhile ends the connection, which tells the client.
    private static void copy(InputStream content, OutputStream out, long length) throws IOException {
        byte[] buffer = new byte[(int) Math.min(BUFFER, Math.max(1, length))];
        long left = length;
        while (left > 0) {
            int n = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (n < 0) {
                throw new IOException("content ends " + left + " bytes early");
            }
            out.write(buffer, 0, n);
            left -= n;
        }
    }

    private static void refuse(HttpExchange exchange, int status, String why) throws IOException {
        byte[] text = (why + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(text.length));
            exchange.sendResponseHeaders(status, NOTHING);
        } else {
            exchange.sendResponseHeaders(status, text.length);
            exchange.getResponseBody().write(text);
        }
    }
}
