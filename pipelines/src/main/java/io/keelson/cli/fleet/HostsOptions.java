package io.keelson.cli.fleet;

import io.keelson.bootstrap.inventory.Host;
import io.keelson.bootstrap.inventory.Inventory;
import io.keelson.bootstrap.inventory.Surroundings;
import io.keelson.bootstrap.rollout.RolloutPlan;
import io.keelson.release.KeelsonException;
import io.keelson.wiring.Hosts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where hosts are described, and with what to log in to them.
public final class HostsOptions {
    private static final String VARIABLE = "KEELSON_INVENTORY";
    private static final Path USUAL = Path.of("inventory.yaml");

    @Option(
            names = {"-i", "--inventory"},
            paramLabel = "FILE",
            description = "The hosts (default: $KEELSON_INVENTORY, inventory.yaml here, else what ssh_config names).")
    private @Nullable Path inventory;

    @Option(
            names = "--ssh-config",
            paramLabel = "FILE",
            description = "Take from this what the inventory leaves open (default: the one that the inventory names).")
    private @Nullable Path sshConfig;

    @Option(
            names = "--passphrase-fd",
            paramLabel = "N",
            description = "Read the passphrase of encrypted keys from this file descriptor. Without it:"
                    + " from the file that $KEELSON_PASSPHRASE_FILE names, else from the terminal.")
    private @Nullable Integer passphraseFd;

    /// Reads and checks all of it.
    public Inventory load() {
        return load(source());
    }

    static Inventory load(RolloutPlan.Source source) {
        return Inventory.load(path(source.file()), path(source.sshConfig()), Surroundings.ofProcess());
    }

    private static Optional<Path> path(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    }

    /// The files, so that another process finds them again.
    RolloutPlan.Source source() {
        Optional<Path> file = Optional.ofNullable(inventory)
                .or(() -> Optional.ofNullable(System.getenv(VARIABLE))
                        .filter(v -> !v.isEmpty())
                        .map(Path::of))
                .or(() -> Optional.of(USUAL).filter(Files::exists));
        Optional<Path> config = Optional.ofNullable(sshConfig);
        if (file.isEmpty() && config.isEmpty()) {
            config = Optional.of(Path.of(System.getProperty("user.home"), ".ssh", "config"))
                    .filter(Files::exists);
        }
        if (file.isEmpty() && config.isEmpty()) {
            throw KeelsonException.usage("there is no inventory").withHint("name one with --inventory FILE");
        }
        return new RolloutPlan.Source(text(file), text(config));
    }

    private static String text(Optional<Path> path) {
        return path.map(p -> p.toAbsolutePath().toString()).orElse("");
    }

    /// The way to them.
    public Hosts connect(List<Host> hosts) {
        return Hosts.overSsh(hosts, new AskPassphrase(passphraseFd));
    }
}
