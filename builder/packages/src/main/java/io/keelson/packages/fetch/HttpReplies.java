package io.keelson.packages.fetch;

import io.keelson.packages.fetch.TransferException.Kind;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the status and header of an HTTP answer mean for a transfer (RFC 9110).
final class HttpReplies {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

    /// A server may ask for a long pause; nobody at a terminal waits longer than this.
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private HttpReplies() {}

    static Reply read(HttpResponse<InputStream> response, long from) throws TransferException {
        int status = response.statusCode();
        HttpHeaders headers = response.headers();
        return switch (status) {
            case 200 ->
                reply(response, 0, headers.firstValueAsLong("Content-Length").orElse(-1), false);
            case 206 -> partial(response, from);
            case 304 -> reply(response, 0, -1, true);
            case 404, 410 ->
                throw new TransferException(Kind.ABSENT, "the server has no such file (" + status + ")", (String) null);
            case 416 ->
                throw new TransferException(Kind.NO_RESUME, "the server refuses to continue (416)", (String) null);
            case 408, 425, 429 -> throw busy(status, headers);
            default -> {
                if (status >= 500) {
                    throw busy(status, headers);
                }
                throw new TransferException(Kind.PERMANENT, "the server answered " + status, hint(status));
            }
        };
    }

    private static Reply partial(HttpResponse<InputStream> response, long from) throws TransferException {
        String range = response.headers().firstValue("Content-Range").orElse("");
        Matcher matcher = CONTENT_RANGE.matcher(range);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) != from) {
            throw new TransferException(
                    Kind.NO_RESUME, "the server sent another part than asked for: \"" + range + "\"", (String) null);
        }
        long total = matcher.group(2).equals("*") ? -1 : Long.parseLong(matcher.group(2));
        return reply(response, from, total, false);
    }

    private static Reply reply(HttpResponse<InputStream> response, long start, long total, boolean unchanged) {
        HttpHeaders headers = response.headers();
        return new Reply(
                response.body(),
                start,
                total,
                unchanged,
                headers.firstValue("ETag").orElse(null),
                headers.firstValue("Last-Modified").orElse(null));
    }

    private static TransferException busy(int status, HttpHeaders headers) {
        // Retry-After may also be a date; then our own pauses do.
        String wait = headers.firstValue("Retry-After").orElse("");
        Duration asked = wait.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(wait)) : Duration.ZERO;
        Duration pause = asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
        return new TransferException(Kind.TRANSIENT, "the server answered " + status, null, pause, null);
    }

    private static String hint(int status) {
        return switch (status) {
            case 401, 403 ->
                "the server wants other credentials; they can stand in the address: https://user:password@host/";
            case 407 -> "the proxy wants credentials; they can stand in http_proxy and https_proxy";
            case 301, 302, 303, 307, 308 ->
                "the server redirects too often, or from https to http; use the final address";
            default -> "check the address";
        };
    }
}
