package io.keelson.ostree.fetch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Fetches a file and prints it: `URL NAME`.
final class FetchOnce {
    private FetchOnce() {}

    public static void main(String[] arguments) throws IOException {
        FetchSettings settings =
                new FetchSettings("test", List.of(), List.of(), 0, null, true, FetchSettings.Tls.DEFAULT, null);
        try (Fetcher fetcher = new Fetcher(settings, bytes -> {})) {
            Fetched fetched =
                    fetcher.fetch(List.of(Site.parse(arguments[0])), arguments[1], Validators.NONE, 1_000_000);
            System.out.println(new String(((Fetched.Content) fetched).bytes(), StandardCharsets.UTF_8));
        }
    }
}
