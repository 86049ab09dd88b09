package io.keelson.ostree.variant;

/// Bytes or text that are not a value of the expected type in normal form.
public final class VariantFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /// @param message what is wrong
    public VariantFormatException(String message) {
        super(message);
    }
}
