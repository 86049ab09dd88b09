package io.keelson.compose.finish;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.FileTree;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The names of an image's users and groups by their ids.
record AccountNames(Map<Long, String> users, Map<Long, String> groups) {
    /// Reads whichever account files the tree has: before and after [PasswdSplit] and [EtcToUsrEtc].
    static AccountNames of(FileTree tree, Contents contents) {
        Map<Long, String> users = new TreeMap<>();
        Map<Long, String> groups = new TreeMap<>();
        for (String dir : List.of("etc/", "usr/etc/", "usr/lib/")) {
            String passwd = contents.text(tree, dir + "passwd");
            String group = contents.text(tree, dir + "group");
            if (passwd != null) {
                User.parse(passwd, dir + "passwd").forEach(user -> users.putIfAbsent(user.uid(), user.name()));
            }
            if (group != null) {
                Group.parse(group, dir + "group").forEach(g -> groups.putIfAbsent(g.gid(), g.name()));
            }
        }
        return new AccountNames(users, groups);
    }

    /// The name of a user, or the number when nobody has it.
    String user(int uid) {
        return name(users, uid);
    }

    /// The name of a group, or the number when none has it.
    String group(int gid) {
        return name(groups, gid);
    }

    private static String name(Map<Long, String> names, int id) {
        long unsigned = Integer.toUnsignedLong(id);
        return names.getOrDefault(unsigned, Long.toString(unsigned));
    }
}
