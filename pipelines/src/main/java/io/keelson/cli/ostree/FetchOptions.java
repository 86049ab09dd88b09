package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import io.keelson.ostree.fetch.FetchSettings;
import io.keelson.ostree.remote.CookieJar;
import io.keelson.ostree.remote.Remote;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How servers are spoken to, of the command line and the remote's configuration.
final class FetchOptions {
    private static final String AGENT = "libostree/2022.7";

    @Option(
            names = "--http-header",
            paramLabel = "NAME=VALUE",
            description = "Add NAME=VALUE as HTTP header to all requests")
    private List<String> headers = List.of();

    @Option(
            names = "--network-retries",
            paramLabel = "N",
            description = "Specifies how many times each download should be retried upon error (default: 5)")
    private int retries = -1;

    @Option(names = "--append-user-agent", hidden = true, description = "Append string to user agent")
    private @Nullable String agent;

    FetchSettings settings(Repository repo, Remote remote) throws IOException {
        return new FetchSettings(
                agent == null ? AGENT : AGENT + " " + agent,
                headers(),
                remote.name().isEmpty()
                        ? List.of()
                        : CookieJar.of(repo, remote.name()).cookies(),
                retries < 0 ? FetchSettings.RETRIES : retries,
                remote.option("proxy").orElse(null),
                remote.flag("http2", true),
                tls(remote),
                remote.option("credentials-file").map(Path::of).orElse(null));
    }

    private static FetchSettings.Tls tls(Remote remote) {
        return new FetchSettings.Tls(
                remote.flag("tls-permissive", false),
                remote.option("tls-ca-path").map(Path::of).orElse(null),
                remote.option("tls-client-cert-path").map(Path::of).orElse(null),
                remote.option("tls-client-key-path").map(Path::of).orElse(null));
    }

    private List<Map.Entry<String, String>> headers() {
        List<Map.Entry<String, String>> all = new ArrayList<>();
        for (String header : headers) {
            int equals = header.indexOf('=');
            if (equals < 0) {
                throw new KeelsonException("Missing '=' in --http-header");
            }
            all.add(Map.entry(header.substring(0, equals), header.substring(equals + 1)));
        }
        return all;
    }
}
