package io.keelson.bootstrap.host.state;

import io.keelson.release.KeelsonException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where commits come from, as the repository's configuration has it.
///
/// @param gpg whether commits must carry a GPG signature by a key in the remote's keyring
/// @param sign whether they must carry one of another kind
public record Remote(String name, String url, boolean gpg, boolean sign) {
    /// Looks a remote up, as libostree does: the repository's own file, then those in /etc/ostree/remotes.d.
    public static Optional<Remote> find(HostPaths paths, String name) {
        List<Path> files = new ArrayList<>(List.of(paths.repository().resolve("config")));
        SmallFiles.list(paths.at("etc/ostree/remotes.d")).stream()
                .filter(file -> file.toString().endsWith(".conf"))
                .forEach(files::add);
        String section = "remote \"" + name + "\"";
        return files.stream()
                .flatMap(file -> SmallFiles.read(file).stream())
                .map(KeyFile::parse)
                .filter(file -> file.sections().containsKey(section))
                .map(file -> new Remote(
                        name,
                        file.get(section, "url").orElse(""),
                        file.isTrue(section, "gpg-verify", true), // libostree's default
                        file.get(section, "sign-verify")
                                .filter(value -> !value.equals("false"))
                                .isPresent()))
                .findFirst();
    }

    /// The remote of a refspec, `REMOTE:REF`.
    ///
    /// @throws KeelsonException when there is none
    public static Remote of(HostPaths paths, String refspec) {
        int colon = refspec.indexOf(':');
        if (colon <= 0 || colon == refspec.length() - 1) {
            throw new KeelsonException("the refspec '" + refspec + "' names no remote and ref")
                    .withHint("a refspec is REMOTE:REF; keelson-host rebase REMOTE:REF sets it");
        }
        String name = refspec.substring(0, colon);
        return find(paths, name)
                .orElseThrow(
                        () -> new KeelsonException("the remote '" + name + "' of " + refspec + " is not configured")
                                .withHint("add it: ostree remote add --gpg-import=KEY.gpg " + name + " URL"));
    }

    /// Whether anything vouches for what comes from here.
    public boolean verifies() {
        return gpg || sign;
    }
}
