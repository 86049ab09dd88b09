package io.keelson.compose.treefile;

import io.keelson.release.KeelsonException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What happens once, after all files are merged: variables, defaults that depend on other keys,
/// and the checks that need the whole.
final class Finish {
    private static final Pattern REF = Pattern.compile("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*");

    private final Values values;
    private final Problems problems;

    private Finish(Values values, Problems problems) {
        this.values = values;
        this.problems = problems;
    }

    static void apply(Values values, Variables variables, Problems problems) {
        values.substitute(variables);
        Finish finish = new Finish(values, problems);
        values.get(Keys.REPO_PACKAGES).ifPresent(finish::pinOnce);
        finish.checkRef();
        finish.checkVersion();
        finish.checkUnits();
        finish.checkExcluded();
        finish.container();
        finish.edition();
        finish.deprecated();
    }

    private void pinOnce(List<RepoPackages> pins) {
        values.put(Keys.REPO_PACKAGES, PackageTypes.lastPinWins(pins), origin(Keys.REPO_PACKAGES));
    }

    private void checkRef() {
        values.get(Keys.REF)
                .filter(ref ->
                        !ref.text().contains("${") && !REF.matcher(ref.text()).matches())
                .ifPresent(ref -> problems.add(
                        ref.origin(),
                        "'" + ref.text() + "' is no name of a branch",
                        "use letters, digits, '_', '-' and '.', in parts divided by '/'"));
    }

    private void checkVersion() {
        Template prefix = values.get(Keys.AUTOMATIC_VERSION_PREFIX).orElse(null);
        if (prefix != null) {
            try {
                NextVersion.of(prefix.text(), ".", null, Instant.EPOCH);
            } catch (KeelsonException e) {
                problems.add(prefix.origin(), String.valueOf(e.getMessage()), e.hint() == null ? "" : e.hint());
            }
        }
    }

    private void checkUnits() {
        boolean without = values.get(Keys.MACHINEID_COMPAT).equals(Optional.of(false));
        if (without && !values.list(Keys.UNITS).isEmpty()) {
            problems.add(
                    origin(Keys.UNITS),
                    "units have no effect with machineid-compat: false (" + origin(Keys.MACHINEID_COMPAT) + ")",
                    "enable them in a file of usr/lib/systemd/system-preset");
        }
    }

    private void checkExcluded() {
        Map<String, Requested> excluded = new TreeMap<>();
        values.list(Keys.EXCLUDE_PACKAGES).forEach(e -> excluded.putIfAbsent(e.text(), e));
        for (Requested wanted : values.list(Keys.PACKAGES)) {
            Requested not = excluded.get(wanted.text());
            if (not != null) {
                problems.add(wanted.origin(), wanted.text() + " is wanted here and excluded at " + not.origin());
            }
        }
    }

    private void container() {
        if (values.get(Keys.CONTAINER).orElse(false)) {
            force(Keys.BOOT_LOCATION, BootLocation.MODULES);
            force(Keys.SELINUX, false);
            force(Keys.TMP_IS_DIR, true);
            force(Keys.PRESERVE_PASSWD, false);
            force(Keys.CHECK_PASSWD, new CheckPasswd.None());
            force(Keys.CHECK_GROUPS, new CheckGroups.None());
        }
    }

    private <T> void force(Key<T> key, T value) {
        if (values.has(key) && !values.get(key).equals(Optional.of(value))) {
            problems.note(
                    origin(key),
                    "container: true makes " + key.name() + " " + key.type().write(value));
        }
        values.put(key, value, origin(Keys.CONTAINER));
    }

    private void edition() {
        Edition edition = values.get(Keys.EDITION).orElse(Edition.E2014);
        for (Key<?> key : Keys.all()) {
            if (edition == Edition.E2024 && key.dependsOnEdition() && !values.has(key)) {
                putDefault(key, edition);
            }
        }
    }

    private <T> void putDefault(Key<T> key, Edition edition) {
        key.defaultIn(edition).ifPresent(value -> values.put(key, value, origin(Keys.EDITION)));
    }

    private void deprecated() {
        for (Key<?> key : List.of(Keys.CLIWRAP, Keys.CLIWRAP_BINARIES, Keys.ROJIG)) {
            if (values.has(key)) {
                problems.note(origin(key), "'" + key.name() + "' is deprecated and has no effect");
            }
        }
    }

    private Origin origin(Key<?> key) {
        Origin origin = values.origin(key);
        return origin == null ? new Origin("", 1, 1) : origin;
    }
}
