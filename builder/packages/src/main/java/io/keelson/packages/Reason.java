package io.keelson.packages;

/// Why a package is in an image.
public sealed interface Reason {
    /// One line that follows the package's name: `requested at minimal.yaml:12:5`.
    String text();

    /// Somebody asked for it.
    record Requested(Request request) implements Reason {
        @Override
        public String text() {
            return "requested as '" + request.text() + "' at " + request.origin();
        }
    }

    /// The distribution does not work without it.
    record Essential() implements Reason {
        @Override
        public String text() {
            return "essential";
        }
    }

    /// Another package needs or wants it.
    ///
    /// @param by name and version of that package
    /// @param field `Depends`, `Pre-Depends`, `Recommends`
    /// @param relation what the field asks for: `libc6 (>= 2.36) | libc6.1`
    record Needed(String by, String field, String relation) implements Reason {
        @Override
        public String text() {
            return by + " " + field + ": " + relation;
        }
    }
}
