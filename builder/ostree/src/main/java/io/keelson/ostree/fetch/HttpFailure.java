package io.keelson.ostree.fetch;

import java.io.IOException;

/// A server's answer that is not what was asked for, or none.
public final class HttpFailure extends IOException {
    private static final long serialVersionUID = 1;

    /// No status of HTTP.
    private static final int TOO_LARGE = -1;

    private final int status;
    private final boolean transientFailure;

    private HttpFailure(String message, int status, boolean transientFailure) {
        super(message);
        this.status = status;
        this.transientFailure = transientFailure;
    }

    static HttpFailure of(String where, int status) {
        boolean again = switch (status) {
            case 408, 429, 500, 502, 503, 504 -> true;
            default -> false;
        };
        return new HttpFailure("While fetching " + where + ": Server returned HTTP " + status, status, again);
    }

    static HttpFailure broken(String where, String why) {
        return new HttpFailure("While fetching " + where + ": Download incomplete: " + why, 0, true);
    }

    static HttpFailure unreachable(String where, String why) {
        return new HttpFailure("While fetching " + where + ": " + why, 0, true);
    }

    static HttpFailure tooLarge(String where, long limit) {
        return new HttpFailure("URI " + where + " exceeded maximum size of " + limit + " bytes", TOO_LARGE, false);
    }

    static HttpFailure refused(String where, String why) {
        return new HttpFailure("While fetching " + where + ": " + why, 0, false);
    }

    /// Whether there is a file, of more bytes than were wanted.
    public boolean isTooLarge() {
        return status == TOO_LARGE;
    }

    /// Whether the server says that there is no such file.
    public boolean isMissing() {
        return status == 403 || status == 404 || status == 410;
    }

    /// Whether another attempt may succeed.
    boolean isTransient() {
        return transientFailure;
    }
}
