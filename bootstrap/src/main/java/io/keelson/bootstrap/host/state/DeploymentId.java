package io.keelson.bootstrap.host.state;

import io.keelson.release.Digest;
import java.util.Optional;

/// The name of a deployment: the operating system, the commit, and how often that was deployed before.
public record DeploymentId(String os, String commit, int serial) {
    /// Reads `OS/COMMIT.SERIAL`.
    public static Optional<DeploymentId> parse(String text) {
        int slash = text.lastIndexOf('/');
        return slash <= 0 ? Optional.empty() : parse(text.substring(0, slash), text.substring(slash + 1));
    }

    /// Reads the name of a deployment's directory, `COMMIT.SERIAL`.
    static Optional<DeploymentId> parse(String os, String name) {
        int dot = name.indexOf('.');
        if (dot < 0
                || !Digest.isHex(name.substring(0, dot))
                || !name.substring(dot + 1).matches("[0-9]{1,9}")) {
            return Optional.empty();
        }
        return Optional.of(new DeploymentId(os, name.substring(0, dot), Integer.parseInt(name.substring(dot + 1))));
    }

    /// `COMMIT.SERIAL`.
    public String directory() {
        return commit + "." + serial;
    }

    @Override
    public String toString() {
        return os + "/" + directory();
    }
}
