package io.keelson.ostree.sign;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads what a remote's options say of signatures.
///
/// @param options the value of an option
record TrustOptions(Function<String, Optional<String>> options) {
    boolean flag(String option, boolean otherwise) {
        String value = options.apply(option).orElse("");
        return value.isEmpty()
                ? otherwise
                : truth(value)
                        .orElseThrow(() -> new KeelsonException("Key file contains key “" + option
                                + "” which has a value that cannot be interpreted."));
    }

    /// `true` for every engine, or a list of engines, each of which then must have keys.
    List<TrustedKeys> engines(String option) throws IOException {
        String value = options.apply(option).orElse("");
        if (value.isEmpty()) {
            return List.of();
        }
        Optional<Boolean> truth = truth(value);
        List<TrustedKeys> all = new ArrayList<>();
        if (truth.isPresent()) {
            for (Engine engine : truth.get() ? Engine.all() : List.<Engine>of()) {
                all.add(keys(engine, false));
            }
            return all;
        }
        for (String name : value.split("[;,]", -1)) {
            if (!name.isBlank()) {
                all.add(keys(Engine.of(name.strip()), true));
            }
        }
        return all;
    }

    /// Without keys of its own a remote is checked with those of the machine.
    private TrustedKeys keys(Engine engine, boolean required) throws IOException {
        Optional<String> file = options.apply("verification-" + engine.name() + "-file");
        Optional<String> key = options.apply("verification-" + engine.name() + "-key");
        if (file.isEmpty() && key.isEmpty()) {
            if (required) {
                throw new KeelsonException("No keys found for required signapi type " + engine.name());
            }
            return ofMachine(engine);
        }
        TrustedKeys keys = TrustedKeys.none(engine);
        if (file.isPresent()) {
            keys = fromFile(keys, file.get());
        }
        if (key.isPresent()) {
            keys = inline(keys, key.get());
        }
        return keys;
    }

    private static TrustedKeys ofMachine(Engine engine) throws IOException {
        try {
            return TrustedKeys.none(engine).withDirectories(TrustedKeys.SYSTEM);
        } catch (KeelsonException e) {
            return TrustedKeys.none(engine); // nothing is trusted, which is told when something is checked
        }
    }

    private static TrustedKeys fromFile(TrustedKeys keys, String file) throws IOException {
        try {
            return keys.withFile(Path.of(file));
        } catch (KeelsonException e) {
            throw new KeelsonException(
                    "Failed loading '" + keys.engine().name() + "' keys from '" + file + "': " + e.getMessage(), e);
        }
    }

    private static TrustedKeys inline(TrustedKeys keys, String key) {
        try {
            return keys.with(key);
        } catch (KeelsonException e) {
            throw new KeelsonException(
                    "Failed loading '" + keys.engine().name() + "' keys from inline `verification-key`", e);
        }
    }

    private static Optional<Boolean> truth(String value) {
        return switch (value) {
            case "true", "1" -> Optional.of(true);
            case "false", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
