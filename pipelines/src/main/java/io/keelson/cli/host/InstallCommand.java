package io.keelson.cli.host;

import io.keelson.bootstrap.install.Bundle;
import io.keelson.bootstrap.install.Installer;
import io.keelson.bootstrap.install.RemoteSource;
import io.keelson.bootstrap.inventory.Host;
import io.keelson.bootstrap.rollout.Everywhere;
import io.keelson.bootstrap.rollout.Everywhere.Answer;
import io.keelson.cli.fleet.HostsOptions;
import io.keelson.release.KeelsonException;
import io.keelson.wiring.Hosts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `keelson host install`.
@Command(
        name = "install",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes plain OSTree hosts hosts of ours, over SSH: puts bundles there, and the remote that images come from.",
            "A bundle goes to /var/lib/keelson/bundles/NAME/VERSION, is tried, and becomes 'current' at once; the one"
                    + " before stays as 'previous'. What is there already is left alone. To go back by itself after a"
                    + " bad start a host also needs the boot part, which comes with its image."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:every host has it", "1:a host has not", "2:wrong usage"})
final class InstallCommand implements Callable<Integer> {
    private static final int CONNECTIONS = 16;

    @Parameters(arity = "1..*", paramLabel = "HOST", description = "Hosts; expressions as for keelson deploy --hosts.")
    private List<String> expressions = List.of();

    @Mixin
    private HostsOptions hosts = new HostsOptions();

    @Option(
            names = "--bundle",
            paramLabel = "NAME=DIR",
            description = "A directory with bin/keelson-NAME and a file 'version'; may be repeated."
                    + " keelson host bundle makes 'host'.")
    private Map<String, Path> bundles = new LinkedHashMap<>();

    @Option(names = "--remote", paramLabel = "NAME=URL", description = "Where images come from.")
    private Map<String, String> remotes = new LinkedHashMap<>();

    @Option(
            names = "--gpg-key",
            paramLabel = "FILE",
            description =
                    "The OpenPGP key that signs there. Without it a new remote is not verified; one that is on the"
                            + " host gets it and is verified from then on.")
    private @Nullable Path key;

    @Option(names = "--unit", paramLabel = "FILE", description = "A unit for systemd, enabled; may be repeated.")
    private List<Path> units = new ArrayList<>();

    @Option(
            names = {"-n", "--dry-run"},
            description = "Only say what would be done.")
    private boolean dryRun;

    @Override
    public Integer call() throws InterruptedException, IOException {
        Installer.Wanted wanted = wanted();
        if (wanted.words().isEmpty()) {
            throw KeelsonException.usage("nothing to install").withHint("name a bundle: --bundle host=DIR");
        }
        List<Host> chosen = hosts.load().select(String.join(",", expressions));
        List<String> names = chosen.stream().map(Host::name).toList();
        if (dryRun) {
            wanted.words().forEach(line -> System.out.println("would " + line));
            System.out.println("on " + String.join(" ", names));
            return 0;
        }
        List<Answer<List<String>>> answers;
        try (Hosts fleet = hosts.connect(chosen)) {
            answers = Everywhere.ask(fleet, names, CONNECTIONS, new Installer(wanted, "")::install);
        }
        answers.forEach(answer -> System.out.println(answer.host() + ": " + told(answer)));
        return answers.stream().allMatch(answer -> answer.value().isPresent()) ? 0 : 1;
    }

    private static String told(Answer<List<String>> answer) {
        return answer.value()
                .map(done -> done.isEmpty() ? "unchanged" : "installed " + String.join(", ", done))
                .orElseGet(() -> "failed: " + answer.failure());
    }

    private Installer.Wanted wanted() throws IOException {
        List<Bundle> made = new ArrayList<>();
        bundles.forEach((name, directory) -> made.add(Bundle.of(name, directory)));
        byte[] keyBytes = key == null ? new byte[0] : Files.readAllBytes(key);
        List<RemoteSource> sources = new ArrayList<>();
        remotes.forEach((name, url) -> sources.add(new RemoteSource(name, url, keyBytes)));
        List<Installer.Unit> files = new ArrayList<>();
        for (Path unit : units) {
            files.add(new Installer.Unit(String.valueOf(unit.getFileName()), Files.readString(unit)));
        }
        return new Installer.Wanted(made, sources, files);
    }
}
