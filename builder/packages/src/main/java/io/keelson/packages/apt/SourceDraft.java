package io.keelson.packages.apt;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What one entry of a source list says, in either form, before it is checked. Option names are those
/// of deb822.
final class SourceDraft {
    /// A clock may be wrong by a time zone, not by more.
    private static final Duration FUTURE = Duration.ofDays(1);

    private final Path file;
    private final String architecture;
    private final Function<String, @Nullable String> options;
    private final Problems problems;

    /// Told of mistakes, with the option they are in.
    @FunctionalInterface
    interface Problems {
        void add(String option, String what);
    }

    SourceDraft(Path file, String architecture, Function<String, @Nullable String> options, Problems problems) {
        this.file = file;
        this.architecture = architecture;
        this.options = options;
        this.problems = problems;
    }

    /// Checks everything and gives a source for each address and suite.
    void finish(String where, List<String> uris, List<String> suites, List<String> components, List<Source> into) {
        SignedBy signedBy = signedBy();
        for (String uri : uris) {
            URI address = uri(uri);
            for (String suite : suites) {
                if (address != null && isComplete(suite, components)) {
                    into.add(source(where, address, suite.replace("$(ARCH)", architecture), components, signedBy));
                }
            }
        }
    }

    private Source source(String where, URI uri, String suite, List<String> components, SignedBy signedBy) {
        return new Source(
                file.getFileName().toString().replaceFirst("\\.(sources|list)$", ""),
                where,
                uri,
                suite,
                List.copyOf(new LinkedHashSet<>(components)),
                architectures("Architectures", "Architectures-Add"),
                architectures("Architectures-Remove", ""),
                signedBy,
                trust(),
                flag("Check-Valid-Until", true),
                flag("Check-Date", true),
                seconds("Date-Max-Future", FUTURE),
                byHash());
    }

    private boolean isComplete(String suite, List<String> components) {
        boolean flat = suite.endsWith("/");
        if (flat && !components.isEmpty()) {
            problems.add("Components", "the suite \"" + suite + "\" is a path, so there can be no components");
        } else if (!flat && components.isEmpty()) {
            problems.add(
                    "Components",
                    "the suite \"" + suite + "\" needs components (or a \"/\" at its end if it is a path)");
        }
        return flat == components.isEmpty();
    }

    private @Nullable URI uri(String text) {
        try {
            URI uri = new URI(text.replace("$(ARCH)", architecture));
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            switch (scheme) {
                case "http", "https" -> {
                    if (uri.getHost() == null) {
                        problems.add("URIs", "no host in the address " + text);
                        return null;
                    }
                    return uri;
                }
                case "file", "copy" -> {
                    if (uri.getPath() == null || !uri.getPath().startsWith("/")) {
                        problems.add("URIs", "the address " + text + " needs an absolute path");
                        return null;
                    }
                    return Path.of(uri.getPath()).toUri();
                }
                default -> problems.add("URIs", "the address " + text + " is not of the form http:, https: or file:");
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            problems.add("URIs", "not an address: " + text);
        }
        return null;
    }

    private Set<String> architectures(String option, String more) {
        Set<String> names = new LinkedHashSet<>(words(option));
        if (!names.isEmpty()) {
            names.addAll(words(more)); // nothing needs to be added to "any"
        }
        return Set.copyOf(names);
    }

    private SignedBy signedBy() {
        String value = options.apply("Signed-By");
        if (value == null || value.isBlank()) {
            return SignedBy.HOST;
        }
        if (value.contains("-----BEGIN PGP")) {
            return new SignedBy(List.of(), List.of(), block(value));
        }
        List<Path> files = new ArrayList<>();
        List<String> fingerprints = new ArrayList<>();
        for (String word : value.strip().split("[,\\s]+", -1)) {
            if (word.matches("(?i)[0-9a-f]{40}!?|[0-9a-f]{64}!?")) {
                fingerprints.add(word.toUpperCase(Locale.ROOT));
            } else if (word.matches("(?i)(0x)?[0-9a-f]{8,39}!?")) {
                problems.add(
                        "Signed-By", "the key id " + word + " is too short to be safe: give the whole fingerprint");
            } else {
                files.add(file.toAbsolutePath().resolveSibling(word).normalize());
            }
        }
        return new SignedBy(files, fingerprints, null);
    }

    /// Empty lines stand as " ." in deb822.
    private static String block(String value) {
        StringBuilder text = new StringBuilder();
        value.lines()
                .map(String::strip)
                .forEach(line -> text.append(line.equals(".") ? "" : line).append('\n'));
        return text.toString().stripLeading();
    }

    private Source.Trust trust() {
        if (options.apply("Trusted") != null) {
            return flag("Trusted", false) ? Source.Trust.BLIND : Source.Trust.NEVER;
        }
        return flag("Allow-Insecure", false) ? Source.Trust.UNSIGNED_TOO : Source.Trust.SIGNED;
    }

    private @Nullable Boolean byHash() {
        String value = options.apply("By-Hash");
        if (value == null) {
            return null;
        }
        return value.equalsIgnoreCase("force") || flag("By-Hash", true);
    }

    boolean flag(String option, boolean other) {
        String value = options.apply(option);
        if (value == null) {
            return other;
        }
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "yes", "true", "with", "on", "enable", "1" -> true;
            case "no", "false", "without", "off", "disable", "0" -> false;
            default -> {
                problems.add(option, option + " is \"" + value + "\", expected yes or no");
                yield other;
            }
        };
    }

    private Duration seconds(String option, Duration other) {
        String value = options.apply(option);
        if (value == null) {
            return other;
        }
        if (!value.matches("[0-9]{1,12}")) {
            problems.add(option, option + " is \"" + value + "\", expected seconds");
            return other;
        }
        return Duration.ofSeconds(Long.parseLong(value));
    }

    private List<String> words(String option) {
        String value = options.apply(option);
        return value == null
                ? List.of()
                : List.of(value.strip().split("[,\\s]+", -1)).stream()
                        .filter(word -> !word.isEmpty())
                        .toList();
    }
}
