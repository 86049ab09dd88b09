package io.keelson.ostree.fetch;

/// What became of a request for a small file.
public sealed interface Fetched {
    /// The file.
    final class Content implements Fetched {
        private final byte[] bytes;
        private final Validators validators;

        /// Takes the array as it is.
        public Content(byte[] bytes, Validators validators) {
            this.bytes = bytes;
            this.validators = validators;
        }

        /// What is in it; not copied, the reader owns it.
        public byte[] bytes() {
            return bytes;
        }

        /// By what its server will know this version again.
        public Validators validators() {
            return validators;
        }
    }

    /// It is as it was when the validators were given.
    record Unchanged() implements Fetched {}

    /// No site has it.
    record Missing(String message) implements Fetched {}
}
