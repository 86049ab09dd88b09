package io.keelson.ostree.pull;

import io.keelson.ostree.Repository;
import io.keelson.ostree.fetch.FetchSettings;
import io.keelson.ostree.remote.Remote;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Pulls `main`, unless it is killed before.
final class PullOnce {
    private PullOnce() {}

    public static void main(String[] arguments) throws IOException {
        try (Repository repo = Repository.open(Path.of(arguments[0]))) {
            System.out.println("begins");
            FetchSettings fetch =
                    new FetchSettings("test", List.of(), List.of(), 0, null, true, FetchSettings.Tls.DEFAULT, null);
            RemoteSettings settings =
                    new RemoteSettings(false, false, DeltaUse.PREFERRED, false, null, List.of(), null, fetch);
            Remote remote = new Remote("origin", new LinkedHashMap<>(Map.of("url", arguments[1])));
            new RemotePull(repo, remote, settings, PullScope.COMMIT, PullRules.DEFAULT, PullVerifier.NONE)
                    .run(List.of(new WantedRef("main", null)));
        }
    }
}
