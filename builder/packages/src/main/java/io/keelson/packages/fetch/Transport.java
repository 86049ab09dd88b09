package io.keelson.packages.fetch;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// Opens addresses of every supported scheme for reading.
final class Transport {
    private final HttpTransport http;

    Transport(FetchOptions options) {
        http = new HttpTransport(options);
    }

    /// Asks for a file.
    ///
    /// @param from the first byte wanted; the reply says where it really begins
    /// @param validators header fields that let the server answer "unchanged"; without effect on `file:`
    Reply open(URI uri, long from, Map<String, String> validators) throws IOException, InterruptedException {
        return switch (String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT)) {
            case "http", "https" -> http.open(uri, from, validators);
            case "file" -> file(uri, from);
            default ->
                throw new TransferException(
                        TransferException.Kind.PERMANENT,
                        "the scheme of this address is not supported",
                        "use http:, https: or file:");
        };
    }

    private static Reply file(URI uri, long from) throws IOException {
        try {
            Path path = Path.of(uri.getPath());
            if (Files.isDirectory(path)) {
                throw new FileNotFoundException("it is a directory");
            }
            FileChannel channel = FileChannel.open(path);
            channel.position(from);
            InputStream in = Channels.newInputStream(channel);
            return new Reply(in, from, channel.size(), false, null, null);
        } catch (NoSuchFileException e) {
            throw new TransferException(TransferException.Kind.ABSENT, "no such file", e);
        } catch (IOException | RuntimeException e) {
            throw new TransferException(TransferException.Kind.PERMANENT, String.valueOf(e.getMessage()), e);
        }
    }
}
