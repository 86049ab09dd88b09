package io.keelson.compose.finish;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.TreeEditor;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Moves the image's accounts from `/etc`, which a machine changes and merges, to `/usr`, which each
/// release brings anew: without that a machine where somebody added a user never sees the accounts of
/// later releases. What stays in `/etc` is uid and gid 0, accounts with a password, and
/// `etc-group-members` (they are in both places).
///
/// The others are written to `usr/lib/passwd` and `usr/lib/group`, which glibc reads only with help:
///
/// - `libnss_altfiles` (Fedora) reads those two files;
/// - `libnss_systemd` (Debian's package libnss-systemd) reads records in `usr/lib/userdb`, see
///   [UserRecords];
/// - with neither nothing is moved. The two files are written all the same, for the checks of the
///   next compose ([CheckIds]).
///
/// @param etcGroupMembers names of groups that also stay in `/etc/group`
/// @param notes where it is told that nothing was moved
public record PasswdSplit(List<String> etcGroupMembers, Consumer<String> notes) implements FinishStep {
    public PasswdSplit {
        etcGroupMembers = List.copyOf(etcGroupMembers);
    }

    @Override
    public FileTree apply(FileTree tree, Contents contents) {
        String passwd = contents.text(tree, "etc/passwd");
        String group = contents.text(tree, "etc/group");
        if (passwd == null || group == null) {
            return tree;
        }
        List<User> users = User.parse(passwd, "etc/passwd");
        List<Group> groups = Group.parse(group, "etc/group");
        return new Splitting(tree, contents, users, groups).run();
    }

    /// The work on one tree.
    private final class Splitting {
        private final FileTree tree;
        private final Contents contents;
        private final TreeEditor editor;
        private final List<User> users;
        private final List<Group> groups;
        private final NameService service;

        Splitting(FileTree tree, Contents contents, List<User> users, List<Group> groups) {
            this.tree = tree;
            this.contents = contents;
            this.editor = tree.edit();
            this.users = users;
            this.groups = groups;
            this.service = NameService.of(tree);
        }

        FileTree run() {
            write("passwd", "usr/lib/passwd", userNames(user -> user.uid() != 0));
            write("group", "usr/lib/group", groupNames(group -> group.gid() != 0));
            switch (service) {
                case NONE ->
                    notes.accept("users stay in /etc/passwd, because the image has no name service that reads others"
                            + " (Debian: add libnss-systemd to packages)");
                case ALTFILES -> leaveInEtc();
                case SYSTEMD -> {
                    leaveInEtc();
                    UserRecords records = new UserRecords(editor, contents);
                    users.stream().filter(user -> !stays(user)).forEach(records::add);
                    groups.stream().filter(group -> !stays(group)).forEach(records::add);
                }
            }
            return editor.build();
        }

        private void leaveInEtc() {
            Set<String> userNames = userNames(this::stays);
            List.of("passwd", "shadow").forEach(file -> write(file, "etc/" + file, userNames));
            Set<String> groupNames = groupNames(group -> stays(group) || etcGroupMembers.contains(group.name()));
            List.of("group", "gshadow").forEach(file -> write(file, "etc/" + file, groupNames));
            service.configure(tree, contents, editor);
        }

        private boolean stays(User user) {
            return user.uid() == 0 || service.isReserved(user.uid()) || hasPassword("etc/shadow", user.name());
        }

        private boolean stays(Group group) {
            return group.gid() == 0 || service.isReserved(group.gid()) || hasPassword("etc/gshadow", group.name());
        }

        /// Whether an account has a password that somebody can log in with, or that was locked and may
        /// be unlocked: its hash must not go to `/usr`, which everybody reads.
        private boolean hasPassword(String file, String name) {
            String text = contents.text(tree, file);
            return text != null
                    && text.lines()
                            .filter(line -> AccountLines.field(line, 0).equals(name))
                            .map(line -> AccountLines.field(line, 1))
                            .anyMatch(password -> !password.isEmpty() && !password.matches("[!*x]+"));
        }

        /// Writes those lines of a file in `/etc` that belong to these accounts, with the file's owner and mode.
        private void write(String file, String to, Set<String> names) {
            if (tree.get("etc/" + file) instanceof Entry.File from) {
                String text = AccountLines.filter(contents.text(from.content()), names::contains);
                editor.put(to, contents.file(from.meta(), text));
            }
        }

        private Set<String> userNames(Predicate<User> wanted) {
            return users.stream().filter(wanted).map(User::name).collect(Collectors.toSet());
        }

        private Set<String> groupNames(Predicate<Group> wanted) {
            return groups.stream().filter(wanted).map(Group::name).collect(Collectors.toSet());
        }
    }
}
