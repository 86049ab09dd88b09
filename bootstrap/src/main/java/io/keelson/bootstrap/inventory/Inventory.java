package io.keelson.bootstrap.inventory;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/// All hosts that can be named, in the order of the file.
public final class Inventory {
    private final SequencedMap<String, Host> hosts;
    private final Map<String, Set<String>> groups;
    private final List<String> notes;

    private Inventory(SequencedMap<String, Host> hosts, Map<String, Set<String>> groups, List<String> notes) {
        this.hosts = hosts;
        this.groups = groups;
        this.notes = notes;
    }

    /// Reads an inventory and the `ssh_config` that fills in what it leaves open, and checks all of it.
    ///
    /// @param file the inventory; without one the hosts are those that `sshConfig` names
    /// @param sshConfig goes before the one that the inventory names
    /// @throws KeelsonException with every mistake that was found, each with file and line
    public static Inventory load(Optional<Path> file, Optional<Path> sshConfig, Surroundings surroundings) {
        Problems problems = new Problems();
        Declared declared = file.map(path -> InventoryFile.parse(read(path), path.toString(), problems))
                .orElseGet(Declared::empty);
        Path base = file.map(Path::toAbsolutePath).map(Path::getParent).orElse(surroundings.home());
        SshConfig config = sshConfig(declared, sshConfig, surroundings, base, problems);
        Membership membership = new Membership(declared, problems);
        Resolution resolution = new Resolution(
                declared,
                membership,
                new SshConfigSettings(config, surroundings, problems),
                new HostBuilder(surroundings, base),
                problems);
        SequencedSet<String> names = new LinkedHashSet<>(declared.hosts().keySet());
        names.addAll(config.names());
        SequencedMap<String, Host> hosts = new LinkedHashMap<>();
        names.forEach(name -> hosts.put(name, resolution.host(name)));
        problems.throwIfAny();
        Map<String, Set<String>> groups = new LinkedHashMap<>();
        declared.groups().keySet().forEach(group -> groups.put(group, membership.hostsOf(group)));
        // What `*` and `all` mean is the inventory's business; without one there is only ssh_config.
        groups.put("all", file.isPresent() ? declared.hosts().keySet() : hosts.keySet());
        return new Inventory(hosts, groups, problems.notes());
    }

    private static SshConfig sshConfig(
            Declared declared, Optional<Path> asked, Surroundings surroundings, Path base, Problems problems) {
        Place option = new Place("--ssh-config", 1);
        if (asked.isPresent()) {
            return SshConfigReader.read(asked.get(), option, surroundings, problems);
        }
        return declared.sshConfig()
                .map(value ->
                        SshConfigReader.read(surroundings.path(value.word(), base), value.at(), surroundings, problems))
                .orElseGet(SshConfig::empty);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw KeelsonException.usage("cannot read the inventory " + file + ": " + e)
                    .withHint("name another with --inventory FILE, or hosts of ssh_config with --ssh-config FILE");
        }
    }

    /// The hosts that an expression chooses, in the inventory's order; see [Selection].
    ///
    /// @throws KeelsonException when a part of it matches nothing, or all of it chooses no host
    public List<Host> select(String expression) {
        Set<String> chosen = new Selection(hosts, groups).choose(expression);
        return hosts.values().stream()
                .filter(host -> chosen.contains(host.name()))
                .toList();
    }

    /// Everything that can be chosen.
    public Collection<Host> hosts() {
        return hosts.values();
    }

    /// What was left out although it was written, a line each.
    public List<String> notes() {
        return notes;
    }
}
