package io.keelson.house;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A module, by its packages, and the modules that it may know: the arrows of the design.
@SuppressWarnings("ImmutableEnumChecker") // its collections are
enum Part {
    RELEASE(List.of("io.keelson.release")),
    OSTREE(List.of("io.keelson.ostree"), RELEASE),
    PACKAGES(List.of("io.keelson.packages"), RELEASE),
    COMPOSE(List.of("io.keelson.compose"), OSTREE, PACKAGES, RELEASE),
    KICKSTART(List.of("io.keelson.kickstart"), RELEASE),
    BOOTSTRAP(List.of("io.keelson.bootstrap"), RELEASE),
    NODE_RUNTIME(List.of("io.keelson.node"), BOOTSTRAP, RELEASE),
    PIPELINES(
            List.of("io.keelson.cli", "io.keelson.wiring"),
            COMPOSE,
            OSTREE,
            PACKAGES,
            KICKSTART,
            BOOTSTRAP,
            NODE_RUNTIME,
            RELEASE);

    private final List<String> packages;
    private final Set<Part> known;

    Part(List<String> packages, Part... known) {
        this.packages = packages;
        this.known = Set.of(known);
    }

    boolean mayKnow(Part other) {
        return other == this || known.contains(other);
    }

    boolean has(JavaClass member) {
        return packages.stream().anyMatch(root -> House.in(root).test(member));
    }

    static Optional<Part> of(JavaClass member) {
        return Arrays.stream(values()).filter(part -> part.has(member)).findFirst();
    }
}
