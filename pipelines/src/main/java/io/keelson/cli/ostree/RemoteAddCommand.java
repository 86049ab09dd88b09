package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import io.keelson.ostree.remote.Remote;
import io.keelson.ostree.remote.Remotes.Existing;
import io.keelson.ostree.sign.Engine;
import io.keelson.ostree.sign.Keyring;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "add", description = "Add a remote repository")
final class RemoteAddCommand extends RepositoryCommand {
    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Set config option KEY=VALUE for remote")
    private List<String> settings = List.of();

    @Option(names = "--no-gpg-verify", description = "Disable GPG verification")
    private boolean withoutGpg;

    @Option(names = "--no-sign-verify", description = "Disable signature verification")
    private boolean withoutSignatures;

    @Option(
            names = "--sign-verify",
            paramLabel = "KEYTYPE=[inline|file]:PUBKEY",
            description = "Verify signatures using KEYTYPE=inline:PUBKEY or KEYTYPE=file:/path/to/key")
    private List<String> keys = List.of();

    @Option(names = "--gpg-import", paramLabel = "FILE", description = "Import GPG key from FILE")
    private @Nullable Path gpgKeys;

    @Option(names = "--if-not-exists", description = "Do nothing if the provided remote exists")
    private boolean keep;

    @Option(names = "--force", description = "Replace the provided remote if it exists")
    private boolean force;

    @Option(
            names = "--custom-backend",
            paramLabel = "NAME",
            description = "This remote has content not fetched via libostree")
    private @Nullable String backend;

    @Option(names = "--contenturl", paramLabel = "URL", description = "Use URL when fetching content")
    private @Nullable String contentUrl;

    @Option(
            names = "--collection-id",
            paramLabel = "COLLECTION-ID",
            description =
                    "Globally unique ID for this repository as an collection of refs for redistribution to other repositories")
    private @Nullable String collection;

    @Option(names = "--sysroot", paramLabel = "PATH", description = "Use sysroot at PATH (overrides --repo)")
    private @Nullable Path sysroot;

    @Parameters(index = "0", paramLabel = "NAME")
    private String name = "";

    @Parameters(index = "1..*", paramLabel = "[metalink=|mirrorlist=]URL [BRANCH...]")
    private List<String> rest = List.of();

    @Override
    void run() throws IOException {
        if (rest.isEmpty() && backend == null) {
            throw new KeelsonException("NAME and URL must be specified");
        }
        if (keep && force) {
            throw new KeelsonException("Can only specify one of --if-not-exists and --force");
        }
        try (Repository repo = sysroot == null ? open() : Repository.open(sysroot.resolve("ostree/repo"))) {
            Existing existing = keep ? Existing.KEPT : force ? Existing.REPLACED : Existing.REFUSED;
            Keyring keys = gpgKeys == null ? null : Keyring.read(gpgKeys); // before anything has changed
            RemotesDirectory.remotes(repo, sysroot).add(new Remote(name, options()), existing);
            if (keys != null) {
                out().println(RemoteGpgImportCommand.imported(repo, name, keys, List.of()));
            }
        }
    }

    private SequencedMap<String, String> options() {
        SequencedMap<String, String> options = new LinkedHashMap<>();
        if (!rest.isEmpty()) {
            String url = rest.getFirst();
            boolean metalink = url.startsWith("metalink=");
            options.put(metalink ? "metalink" : "url", metalink ? url.substring("metalink=".length()) : url);
        }
        if (rest.size() > 1) {
            options.put("branches", String.join(";", rest.subList(1, rest.size())) + ";");
        }
        put(options, "contenturl", contentUrl);
        put(options, "custom-backend", backend);
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 0) {
                throw new KeelsonException("Missing '=' in KEY=VALUE for --set");
            }
            options.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        verification(options);
        put(options, "collection-id", collection);
        return options;
    }

    private static void put(Map<String, String> options, String key, @Nullable String value) {
        if (value != null) {
            options.put(key, value);
        }
    }

    private void verification(Map<String, String> options) {
        if (withoutGpg || withoutSignatures) {
            options.put("gpg-verify", "false");
        }
        if (withoutSignatures) {
            if (!keys.isEmpty()) {
                throw new KeelsonException("Cannot specify both --sign-verify and --no-sign-verify");
            }
            options.put("sign-verify", "false");
        }
        List<String> engines = new ArrayList<>();
        for (String key : keys) {
            engines.add(verificationKey(options, key));
        }
        if (!engines.isEmpty()) {
            options.put("sign-verify", String.join(",", engines));
        }
    }

    private static String verificationKey(Map<String, String> options, String key) {
        int equals = key.indexOf('=');
        if (equals < 0) {
            throw new KeelsonException("Failed to parse KEYTYPE=[inline|file]:DATA in " + key);
        }
        String engine = Engine.of(key.substring(0, equals)).name();
        String[] reference = key.substring(equals + 1).split(":", 2);
        String option = switch (reference[0]) {
            case "inline" -> "verification-" + engine + "-key";
            case "file" -> "verification-" + engine + "-file";
            default -> throw new KeelsonException("Invalid key reference " + reference[0] + ", expected inline|file");
        };
        if (reference.length < 2) {
            throw new KeelsonException("Failed to parse KEYTYPE=[inline|file]:DATA in " + key);
        }
        options.put(option, reference[1]);
        return engine;
    }
}
