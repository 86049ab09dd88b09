package io.keelson.compose.finish;

import java.util.List;

/// A line of passwd(5).
///
/// @param uid from 0 to 2^32-1
/// @param gid from 0 to 2^32-1
/// @param gecos usually the full name
public record User(String name, long uid, long gid, String gecos, String home, String shell) {
    private static final int FIELDS = 7;

    /// Reads a whole file. Empty lines, comments and the NIS marks `+` and `-` are skipped.
    ///
    /// @param where what to call the text in a message
    /// @throws io.keelson.release.KeelsonException with every line that is none
    public static List<User> parse(String text, String where) {
        return AccountLines.parse(text, where, FIELDS, User::of);
    }

    private static User of(List<String> f) {
        return new User(f.get(0), AccountLines.id(f.get(2)), AccountLines.id(f.get(3)), f.get(4), f.get(5), f.get(6));
    }
}
