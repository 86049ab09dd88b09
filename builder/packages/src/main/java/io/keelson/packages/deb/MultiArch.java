package io.keelson.packages.deb;

import org.jspecify.annotations.Nullable;

/// How a package behaves beside other architectures (`Multi-Arch`).
public enum MultiArch {
    /// One architecture at a time, serves only its own.
    NO("no", 0),
    /// May be installed for several architectures at once, in one version.
    SAME("same", 1),
    /// Serves packages of every architecture.
    FOREIGN("foreign", 2),
    /// Serves packages of every architecture that ask for `name:any`.
    ALLOWED("allowed", 3);

    private final String label;
    private final int code;

    MultiArch(String label, int code) {
        this.label = label;
        this.code = code;
    }

    int code() {
        return code;
    }

    static MultiArch of(int code) {
        return switch (code) {
            case 0 -> NO;
            case 1 -> SAME;
            case 2 -> FOREIGN;
            default -> ALLOWED;
        };
    }

    static @Nullable MultiArch parse(String label) {
        for (MultiArch value : values()) {
            if (value.label.equals(label)) {
                return value;
            }
        }
        return null;
    }
}
