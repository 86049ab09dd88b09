package io.keelson.bootstrap.host.state;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Where things are on a host.
///
/// @param root `/` on a host itself, or where its physical root is mounted
public record HostPaths(Path root) {
    /// Whether this is the machine that runs, and not a disk of another that is mounted here.
    public boolean isThisMachine() {
        return root.equals(Path.of("/"));
    }

    public Path at(String path) {
        return root.resolve(path.startsWith("/") ? path.substring(1) : path);
    }

    Path bootEntries() {
        return at("boot/loader/entries");
    }

    public Path deployments(String os) {
        return at("ostree/deploy").resolve(os).resolve("deploy");
    }

    public Path repository() {
        return at("ostree/repo");
    }

    /// Where OSTree keeps an object, by its checksum.
    public Path object(String checksum, String type) {
        return repository().resolve("objects").resolve(checksum.substring(0, 2)).resolve(checksum.substring(2) + type);
    }

    /// Where OSTree keeps which commit a ref of a remote was, when it was fetched last.
    public Path remoteRef(String remote, String ref) {
        return repository().resolve("refs/remotes").resolve(remote).resolve(ref);
    }

    public Path stagedDeployment() {
        return at("run/ostree/staged-deployment");
    }

    /// What outlives upgrades: history, rejections, the last request. On a mounted disk, /var is where
    /// libostree keeps it.
    public Path state() {
        return variable().resolve("lib/keelson");
    }

    private Path variable() {
        Path var = at("var");
        return isThisMachine() || Files.isDirectory(var)
                ? var
                : SmallFiles.list(at("ostree/deploy")).stream()
                        .findFirst()
                        .map(os -> os.resolve("var"))
                        .orElse(var);
    }

    public Path rejected() {
        return state().resolve("rejected");
    }

    public Path lock() {
        return at("run/keelson/lock");
    }

    /// `ostree admin COMMAND...` for this host.
    public List<String> admin(String command, String... words) {
        List<String> argv = new ArrayList<>(List.of("ostree", "admin", command));
        if (!isThisMachine()) {
            argv.add("--sysroot=" + root);
        }
        argv.addAll(List.of(words));
        return argv;
    }

    /// `ostree COMMAND...` for this host's repository.
    public List<String> ostree(String command, String... words) {
        List<String> argv = new ArrayList<>(List.of("ostree", command, "--repo=" + repository()));
        argv.addAll(List.of(words));
        return argv;
    }
}
