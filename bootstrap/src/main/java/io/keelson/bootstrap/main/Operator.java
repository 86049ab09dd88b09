package io.keelson.bootstrap.main;

import java.util.Optional;
import java.util.stream.Stream;

/// Who asks, for the history.
final class Operator {
    private Operator() {}

    /// The person behind sudo, or the one that KEELSON_BY names, as who asks over the network does.
    static String name() {
        return Stream.of("KEELSON_BY", "SUDO_USER", "LOGNAME", "USER")
                .flatMap(key -> Optional.ofNullable(System.getenv(key)).stream())
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse("root");
    }
}
