package io.keelson.ostree.fetch;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// HTTP/1.1 without encryption, where nothing is multiplexed: a thread that waits for its own connection
/// needs half the processor time of a client that hands every answer from thread to thread.
///
/// The JDK keeps as many idle connections as the property `http.maxConnections` says.
final class PlainTransport implements Transport {
    private static final int NO_HTTP = -1;
    private static final int FIRST_ERROR = 400;

    private final ProxySelector proxies;
    private final int timeoutMillis;

    PlainTransport(ProxySelector proxies, Duration timeout) {
        this.proxies = proxies;
        this.timeoutMillis = Math.toIntExact(timeout.toMillis());
    }

    @Override
    public Answer get(URI uri, List<Map.Entry<String, String>> headers) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(proxy(uri));
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout(timeoutMillis);
        connection.setReadTimeout(timeoutMillis);
        headers.forEach(header -> connection.addRequestProperty(header.getKey(), header.getValue()));
        int status = status(connection);
        if (status == NO_HTTP) {
            connection.disconnect();
            throw new IOException("the answer is no HTTP");
        }
        InputStream body = status >= FIRST_ERROR ? connection.getErrorStream() : connection.getInputStream();
        Answer answer = new Answer(
                status,
                name -> Optional.ofNullable(connection.getHeaderField(name)),
                body == null ? InputStream.nullInputStream() : body);
        return body == null || answer.length() < 0
                ? answer
                : new Answer(status, answer.header(), new Whole(body, answer.length()));
    }

    /// The JDK reads what an answer says about authentication by itself, and does not expect nonsense there.
    private static int status(HttpURLConnection connection) throws IOException {
        try {
            return connection.getResponseCode();
        } catch (RuntimeException e) {
            connection.disconnect();
            throw new IOException("the answer is no HTTP: its headers cannot be read", e);
        }
    }

    private Proxy proxy(URI uri) {
        List<Proxy> found = proxies.select(uri);
        return found.isEmpty() ? Proxy.NO_PROXY : found.getFirst();
    }

    @Override
    public void close() {
        // Idle connections end by themselves.
    }

    /// A body that ends before it should is an error.
    private static final class Whole extends FilterInputStream {
        private long left;

        Whole(InputStream body, long length) {
            super(body);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count(b < 0 ? b : 1);
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            count(n);
            return n;
        }

        private void count(int n) throws EOFException {
            if (n >= 0) {
                left -= n;
            } else if (left > 0) {
                throw new EOFException("the connection ended " + left + " bytes before the end of the file");
            }
        }
    }
}
