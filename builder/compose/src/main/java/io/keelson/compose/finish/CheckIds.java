package io.keelson.compose.finish;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.treefile.CheckPasswd.Ids;
import io.keelson.release.KeelsonException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/// The treefile's `check-passwd` and `check-groups`: an account whose number changes would lose the
/// files that it has on every host, in `/var` and `/home`, to another account. So a changed number
/// fails, and so does an account that is gone but still owns files of the image. One that is gone and
/// owns nothing is told. An ignored one may be gone without a word. New accounts are fine.
///
/// Before [PasswdSplit]. Where a check is `none`, the expected accounts are empty.
///
/// @param expected the accounts as they were, or as the treefile wants them
/// @param ignoredUsers users that may be gone; `*` is all of them
/// @param ignoredGroups groups that may be gone; `*` is all of them
public record CheckIds(Expected expected, Set<String> ignoredUsers, Set<String> ignoredGroups, Consumer<String> notes)
        implements FinishStep {

    /// Accounts by name.
    public record Expected(Map<String, Ids> users, Map<String, Long> groups) {
        public Expected {
            users = Map.copyOf(users);
            groups = Map.copyOf(groups);
        }

        /// Takes the texts of passwd(5) and group(5), as a previous commit or a file has them. An empty
        /// text expects nothing.
        ///
        /// @param where what to call them in a message
        public static Expected of(String passwd, String group, String where) {
            Map<String, Ids> users = new HashMap<>();
            User.parse(passwd, where).forEach(user -> users.putIfAbsent(user.name(), new Ids(user.uid(), user.gid())));
            Map<String, Long> groups = new HashMap<>();
            Group.parse(group, where).forEach(g -> groups.putIfAbsent(g.name(), g.gid()));
            return new Expected(users, groups);
        }
    }

    public CheckIds {
        ignoredUsers = Set.copyOf(ignoredUsers);
        ignoredGroups = Set.copyOf(ignoredGroups);
    }

    @Override
    public FileTree apply(FileTree tree, Contents contents) {
        String passwd = contents.text(tree, "etc/passwd");
        String group = contents.text(tree, "etc/group");
        Expected found = Expected.of(passwd == null ? "" : passwd, group == null ? "" : group, "etc");
        List<String> problems = new ArrayList<>();
        names(expected.users(), found.users(), ignoredUsers).forEach(name -> checkUser(tree, name, found, problems));
        names(expected.groups(), found.groups(), ignoredGroups)
                .forEach(name -> checkGroup(tree, name, found, problems));
        if (!problems.isEmpty()) {
            throw new KeelsonException(String.join("\n", problems))
                    .withHint("give the accounts fixed numbers (check-passwd and check-groups: data or file, or a"
                            + " sysusers.d file), or accept the new ones with check-passwd: none for one release");
        }
        return tree;
    }

    private void checkUser(FileTree tree, String name, Expected found, List<String> problems) {
        Ids before = expected.users().getOrDefault(name, new Ids(0, 0));
        Ids now = found.users().get(name);
        if (now == null) {
            String what = "user " + name + " (uid " + before.uid() + ")";
            gone(what, owned(tree, before.uid(), entry -> entry.meta().uid()), problems);
        } else if (before.uid() != now.uid()) {
            problems.add(
                    "check-passwd: the uid of user " + name + " changed from " + before.uid() + " to " + now.uid());
        } else if (before.gid() != now.gid()) {
            problems.add("check-passwd: the primary group of user " + name + " changed from gid " + before.gid()
                    + " to " + now.gid());
        }
    }

    private void checkGroup(FileTree tree, String name, Expected found, List<String> problems) {
        long before = expected.groups().getOrDefault(name, 0L);
        Long now = found.groups().get(name);
        if (now == null) {
            String what = "group " + name + " (gid " + before + ")";
            gone(what, owned(tree, before, entry -> entry.meta().gid()), problems);
        } else if (before != now) {
            problems.add("check-groups: the gid of group " + name + " changed from " + before + " to " + now);
        }
    }

    private void gone(String what, List<String> owned, List<String> problems) {
        if (owned.isEmpty()) {
            notes.accept(what + " is gone since the last release");
        } else {
            String more = owned.size() > 1 ? " and " + (owned.size() - 1) + " more" : "";
            problems.add(what + " is gone, but still owns /" + owned.getFirst() + more);
        }
    }

    private static List<String> owned(FileTree tree, long id, ToLongFunction<Entry> owner) {
        List<String> owned = new ArrayList<>();
        tree.walk((path, entry) -> {
            if (Integer.toUnsignedLong((int) owner.applyAsLong(entry)) == id) {
                owned.add(path);
            }
        });
        return owned;
    }

    /// The expected accounts without those that are gone and may be.
    private static List<String> names(Map<String, ?> expected, Map<String, ?> found, Set<String> ignored) {
        return expected.keySet().stream()
                .filter(name -> found.containsKey(name) || !(ignored.contains(name) || ignored.contains("*")))
                .sorted()
                .toList();
    }
}
