package io.keelson.bootstrap.health;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// One thing that must hold.
///
/// @param name how reports call it
/// @param what it looks at
/// @param timeout for one try
/// @param interval between two tries
/// @param within how long it may take until a try succeeds
/// @param required whether a boot without it is bad, or only worth a line
public record Check(String name, What what, Duration timeout, Duration interval, Duration within, boolean required) {
    /// What a check looks at.
    public sealed interface What {
        /// A program ends with status 0.
        record Script(List<String> argv) implements What {}

        /// A unit of systemd is active.
        record UnitActive(String unit) implements What {}

        /// No unit of systemd has failed.
        record NoFailedUnits(List<String> except) implements What {}

        /// A server answers.
        ///
        /// @param body what must be found in the answer, which is read up to a mebibyte
        /// @param ca certificates to trust instead of the system's
        record Http(URI url, int status, Optional<Pattern> body, Optional<String> ca) implements What {}

        /// A port accepts connections.
        record Tcp(String host, int port) implements What {}

        /// Kubernetes knows this node and calls it Ready.
        ///
        /// @param node its name, when that is not the host's
        record Node(String kubeconfig, Optional<String> node) implements What {}
    }
}
