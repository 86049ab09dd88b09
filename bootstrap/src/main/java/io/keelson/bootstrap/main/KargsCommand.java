package io.keelson.bootstrap.main;

import io.keelson.bootstrap.host.deploy.DeployPlan;
import io.keelson.bootstrap.host.state.Deployed;
import io.keelson.bootstrap.host.state.HostReader;
import io.keelson.bootstrap.host.state.Json;
import io.keelson.release.KeelsonException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `keelson-host kargs`.
@Command(
        mixinStandardHelpOptions = true,
        description = "Prints the kernel arguments, or stages what runs with others. A host that does not come up "
                + "healthy with them comes back to those of now.")
final class KargsCommand implements Callable<Integer> {
    private final KeelsonHost host;

    @Option(names = "--append", paramLabel = "ARG", description = "Add NAME or NAME=VALUE, once more if it is there.")
    private List<String> append = new ArrayList<>();

    @Option(names = "--delete", paramLabel = "ARG", description = "Remove NAME or NAME=VALUE.")
    private List<String> delete = new ArrayList<>();

    @Option(names = "--replace", paramLabel = "NAME=VALUE", description = "Give NAME this value and no other.")
    private List<String> replace = new ArrayList<>();

    @Mixin
    private RestartOptions restart = new RestartOptions();

    @Mixin
    private Change change = new Change();

    KargsCommand(KeelsonHost host) {
        this.host = host;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (append.isEmpty() && delete.isEmpty() && replace.isEmpty()) {
            print(new HostReader(host.paths()).read().current());
            return 0;
        }
        restart.check(host.paths());
        boolean _ = change.run(host.paths(), "kargs", this::plan);
        return 0;
    }

    private void print(Deployed current) {
        if (change.isJson()) {
            JsonOption.print(Json.object().put("version", 1).put("kargs", current.kargs()));
        } else {
            System.out.println(current.kargs());
        }
    }

    private Change.Wanted plan(Change.Scene scene) {
        Deployed current = scene.state().current();
        List<String> present = Arrays.asList(current.kargs().split("\\s+"));
        for (String argument : delete) {
            if (present.stream().noneMatch(there -> there.equals(argument) || there.startsWith(argument + "="))) {
                throw KeelsonException.usage("there is no kernel argument " + argument + " to delete")
                        .withHint("those of now: " + current.kargs());
            }
        }
        List<String> options = new ArrayList<>();
        delete.forEach(argument -> options.add("--karg-delete=" + argument));
        replace.forEach(argument -> options.add("--karg=" + argument));
        append.forEach(argument -> options.add("--karg-append=" + argument));
        DeployPlan plan = scene.plans().kargs(options).then(restart.steps(scene.plans(), current.commit()));
        return new Change.Wanted(
                plan, current.commit(), current.name() + " is staged with other kernel arguments: " + restart.words());
    }
}
