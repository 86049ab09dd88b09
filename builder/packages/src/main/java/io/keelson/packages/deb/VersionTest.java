package io.keelson.packages.deb;

/// The bracketed part of a relation, such as `>= 1.2`.
public record VersionTest(Op op, String version) {
    /// How a version must stand to the one that is named.
    public enum Op {
        /// Strictly earlier.
        EARLIER("<<"),
        /// Earlier or equal.
        AT_MOST("<="),
        /// Equal.
        EXACTLY("="),
        /// Later or equal.
        AT_LEAST(">="),
        /// Strictly later.
        LATER(">>");

        private final String sign;

        Op(String sign) {
            this.sign = sign;
        }

        /// The operator as policy writes it. `<` and `>` are the old names of `<=` and `>=`.
        ///
        /// @throws IllegalArgumentException when it is none
        public static Op parse(String sign) {
            return switch (sign) {
                case "<<" -> EARLIER;
                case "<=", "<" -> AT_MOST;
                case "=", "==" -> EXACTLY;
                case ">=", ">" -> AT_LEAST;
                case ">>" -> LATER;
                default -> throw new IllegalArgumentException("'" + sign + "' is none of << <= = >= >>");
            };
        }

        boolean holds(int order) {
            return switch (this) {
                case EARLIER -> order < 0;
                case AT_MOST -> order <= 0;
                case EXACTLY -> order == 0;
                case AT_LEAST -> order >= 0;
                case LATER -> order > 0;
            };
        }
    }

    /// Whether `candidate` stands to the named version as it must.
    public boolean accepts(String candidate) {
        return op.holds(DebVersion.compare(candidate, version));
    }

    @Override
    public String toString() {
        return op.sign + " " + version;
    }
}
