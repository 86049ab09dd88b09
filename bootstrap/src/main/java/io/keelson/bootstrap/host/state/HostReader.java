package io.keelson.bootstrap.host.state;

import io.keelson.bootstrap.host.objects.CommitObject;
import io.keelson.bootstrap.host.state.Deployed.Role;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads a host's state from its files, without starting a program: libostree's boot entries and links,
/// origin files and commits, and what Keelson keeps.
public final class HostReader {
    private final HostPaths paths;
    private final Rejections rejections;

    public HostReader(HostPaths paths) {
        this.paths = paths;
        this.rejections = Rejections.of(paths);
    }

    /// The state now.
    ///
    /// @throws KeelsonException when this is no OSTree host, or a file cannot be read
    public HostState read() {
        if (!Files.isDirectory(paths.repository())) {
            throw new KeelsonException(
                            "there is no OSTree host in " + paths.root() + " (no " + paths.repository() + ")")
                    .withHint("run keelson-host on a host, or name the root of its mounted disk with --root");
        }
        Optional<BootMenu> menu = BootMenu.read(paths);
        return new HostState(
                deployments(menu), menu, History.of(paths).read(), Request.read(paths), Health.read(paths));
    }

    private List<Deployed> deployments(Optional<BootMenu> menu) {
        List<BootEntry> entries = SmallFiles.list(paths.bootEntries()).stream()
                .flatMap(file -> SmallFiles.read(file).flatMap(BootEntry::parse).stream())
                .sorted(Comparator.comparingInt(BootEntry::order).reversed())
                .toList();
        List<Deployed> found = new ArrayList<>();
        staged().ifPresent(staged ->
                found.add(deployed(staged.id(), 0, EnumSet.of(Role.STAGED), staged.arguments(), List.of())));
        List<DeploymentId> ids = menu.map(BootMenu::entries).orElse(List.of());
        int first = found.size();
        for (BootEntry entry : entries) {
            DeploymentId id = resolve(entry.link()).orElse(null);
            if (id != null) {
                int place = ids.isEmpty() ? found.size() - first : ids.indexOf(id);
                found.add(deployed(id, found.size(), roles(id, entry, place), entry.arguments(), bootFiles(entry)));
            }
        }
        return List.copyOf(found);
    }

    private static List<String> bootFiles(BootEntry entry) {
        return List.of("boot" + entry.kernel(), "boot" + entry.initramfs());
    }

    private Optional<StagedFile> staged() {
        try {
            return StagedFile.parse(Files.readAllBytes(paths.stagedDeployment()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new KeelsonException("cannot read " + paths.stagedDeployment() + ": " + e.getMessage(), e);
        }
    }

    /// Follows the link in a kernel command line; it is absolute as the host sees it.
    private Optional<DeploymentId> resolve(String link) {
        try {
            Path directory = paths.at(link).toRealPath(); // .../OS/deploy/COMMIT.SERIAL
            int names = directory.getNameCount();
            return names < 3
                    ? Optional.empty()
                    : DeploymentId.parse(
                            directory.getName(names - 3).toString(),
                            directory.getName(names - 1).toString());
        } catch (IOException e) {
            return Optional.empty(); // libostree's own list would not have it either
        }
    }

    private Set<Role> roles(DeploymentId id, BootEntry entry, int place) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        if (isBooted(id, entry)) {
            roles.add(Role.BOOTED);
        }
        if (place == 0) {
            roles.add(Role.DEFAULT);
        } else if (place == 1) {
            roles.add(Role.FALLBACK);
        }
        return roles;
    }

    /// The running root is the deployment's directory itself. On a mounted disk, or where the kernel's
    /// command line still names the way, that decides.
    private boolean isBooted(DeploymentId id, BootEntry entry) {
        try {
            Path directory = paths.deployments(id.os()).resolve(id.directory());
            if (paths.isThisMachine()) {
                return Files.isSameFile(paths.root(), directory);
            }
            return SmallFiles.read(paths.at("proc/cmdline"))
                    .flatMap(BootEntry::link)
                    .filter(entry.link()::equals)
                    .isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private Deployed deployed(DeploymentId id, int index, Set<Role> roles, String kargs, List<String> files) {
        KeyFile origin = origin(id);
        if (origin.isTrue("libostree-transient", "pinned", false)) {
            roles.add(Role.PINNED);
        }
        Optional<CommitObject> commit = commit(id.commit());
        return new Deployed(
                id,
                index,
                commit.flatMap(CommitObject::version),
                commit.map(CommitObject::time),
                origin.get("origin", "refspec").orElse(""),
                roles,
                rejections.reason(id.commit()).orElse(null),
                kargs,
                files);
    }

    private KeyFile origin(DeploymentId id) {
        Path file = paths.deployments(id.os()).resolve(id.directory() + ".origin");
        return KeyFile.parse(SmallFiles.read(file).orElse(""));
    }

    private Optional<CommitObject> commit(String checksum) {
        try {
            return CommitObject.parse(Files.readAllBytes(paths.object(checksum, ".commit")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
