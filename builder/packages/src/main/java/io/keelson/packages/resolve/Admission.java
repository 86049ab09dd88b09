package io.keelson.packages.resolve;

import io.keelson.packages.LockedPackage;
import io.keelson.packages.deb.DebPackage;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Decides which packages may be considered at all: by architecture, exclusion, pin and lock.
final class Admission {
    private static final String ADMITTED = "";

    private final ResolveOptions options;
    private final Map<String, Pattern> excluded = new LinkedHashMap<>();
    private final Map<String, LockedPackage> locked = new HashMap<>();
    private final Map<DebPackage, String> known = new HashMap<>();

    Admission(ResolveOptions options) {
        this.options = options;
        options.exclude().stream().sorted().forEach(glob -> excluded.put(glob, Globs.compile(glob)));
        if (options.lock() != null) {
            options.lock().packages().forEach(p -> locked.put(key(p.name(), p.arch()), p));
        }
    }

    boolean admits(DebPackage p) {
        return refusal(p) == null;
    }

    List<DebPackage> admitted(List<DebPackage> packages) {
        return packages.stream().filter(this::admits).toList();
    }

    /// Why the package may not be considered, as what follows "nginx 1.22 "; null when it may.
    @Nullable
    String refusal(DebPackage p) {
        String refusal = known.computeIfAbsent(p, this::judge);
        return refusal.equals(ADMITTED) ? null : refusal;
    }

    /// The version that the lock has for this name, or null.
    @Nullable
    String lockedVersion(String name) {
        LockedPackage p = lockedAs(name, options.arch());
        return p == null ? null : p.version();
    }

    boolean isStrict() {
        return options.lock() != null && options.strict();
    }

    private String judge(DebPackage p) {
        if (!isKnownArch(p.arch())) {
            return "is for " + p.arch();
        }
        for (Map.Entry<String, Pattern> entry : excluded.entrySet()) {
            if (entry.getValue().matcher(p.name()).matches()) {
                return "is excluded by '" + entry.getKey() + "'";
            }
        }
        if (p.origin().lockedOnly()) { // the digest in the lockfile says more than a pin
            return lockedAs(p.name(), p.arch()) == null
                    ? "comes from " + p.origin().repo() + ", which is for packages of the lockfile only"
                    : judgeByLock(p);
        }
        String pin = options.repoPins().get(p.name());
        if (pin != null && !pin.equals(p.origin().repo())) {
            return "comes from " + p.origin().repo() + ", but may only come from " + pin;
        }
        return options.lock() == null ? ADMITTED : judgeByLock(p);
    }

    private String judgeByLock(DebPackage p) {
        LockedPackage lock = lockedAs(p.name(), p.arch());
        if (lock == null) {
            return options.strict() ? "is not in the lockfile" : ADMITTED;
        }
        if (!lock.version().equals(p.version())) {
            return "is not the locked version " + lock.version();
        }
        return lock.sha256().equals(p.sha256()) ? ADMITTED : "is not the locked file, which has another digest";
    }

    // A package may turn from `all` to the native architecture or back.
    private @Nullable LockedPackage lockedAs(String name, String arch) {
        LockedPackage same = locked.get(key(name, arch));
        if (same != null) {
            return same;
        }
        String other = arch.equals("all") ? options.arch() : arch.equals(options.arch()) ? "all" : "";
        return locked.get(key(name, other));
    }

    private boolean isKnownArch(String arch) {
        return arch.equals("all")
                || arch.equals(options.arch())
                || options.foreignArchs().contains(arch);
    }

    private static String key(String name, String arch) {
        return name + " " + arch;
    }
}
