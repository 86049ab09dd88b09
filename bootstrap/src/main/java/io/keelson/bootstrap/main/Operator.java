package io.keelson.bootstrap.main;

import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Who asks, for the history, and under which name for the request.
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

    /// The request's name: what KEELSON_REQUEST says, so that who asks over the network knows it again, or a new one.
    static String request() {
        return Optional.ofNullable(System.getenv("KEELSON_REQUEST"))
                .filter(id -> id.matches("[A-Za-z0-9._-]{1,64}"))
                .orElseGet(() -> UUID.randomUUID().toString());
    }
}
