package io.keelson.compose.finish;

import java.util.Arrays;
import java.util.List;

/// A line of group(5).
///
/// @param gid from 0 to 2^32-1
/// @param members names of users who have this group besides their own
public record Group(String name, long gid, List<String> members) {
    private static final int FIELDS = 4;

    public Group {
        members = List.copyOf(members);
    }

    /// Reads a whole file. Empty lines, comments and the NIS marks `+` and `-` are skipped.
    ///
    /// @param where what to call the text in a message
    /// @throws io.keelson.release.KeelsonException with every line that is none
    public static List<Group> parse(String text, String where) {
        return AccountLines.parse(text, where, FIELDS, Group::of);
    }

    private static Group of(List<String> fields) {
        List<String> members = Arrays.stream(fields.get(3).split(","))
                .filter(name -> !name.isBlank())
                .toList();
        return new Group(fields.get(0), AccountLines.id(fields.get(2)), members);
    }
}
