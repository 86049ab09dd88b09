package io.keelson.ostree;

import java.util.Locale;

/// How a repository stores files.
public enum Mode {
    /// Compressed, with owner, mode and attributes inside; what is served over HTTP.
    ARCHIVE("archive-z2"),
    /// As they are, with owner, mode and attributes on the file; needs root.
    BARE("bare"),
    /// Uncompressed; owner, mode and attributes in the attribute `user.ostreemeta`.
    BARE_USER("bare-user"),
    /// Uncompressed; owners and attributes do not exist here.
    BARE_USER_ONLY("bare-user-only"),
    /// Uncompressed, attributes in objects of their own. Can only be read.
    BARE_SPLIT_XATTRS("bare-split-xattrs");

    private final String text;

    Mode(String text) {
        this.text = text;
    }

    /// The word in a repository's configuration.
    public String text() {
        return text;
    }

    /// Reads a word of a configuration or a command line; `archive` means `archive-z2`.
    ///
    /// @throws IllegalArgumentException when there is no such mode
    public static Mode parse(String text) {
        for (Mode mode : values()) {
            if (mode.text.equals(text) || (text.equals("archive") && mode == ARCHIVE)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("Invalid mode '" + text + "' in repository configuration");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
