package io.keelson.compose.finish;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.Meta;
import io.keelson.compose.tree.TreeEditor;

/// The records that nss-systemd(8) reads in `usr/lib/userdb`: `NAME.user` and `NAME.group` in JSON, a
/// link from each id, and one file for each membership.
///
/// Seen with systemd 252 on Debian 12, in QEMU: with nothing but these (and no systemd-userdbd) udev's
/// `GROUP=`, tmpfiles.d, `User=` of units and the D-Bus daemon all find their accounts.
final class UserRecords {
    private static final String DIRECTORY = "usr/lib/userdb/";

    // systemd takes an empty file for one that an administrator has masked.
    private static final String MEMBERSHIP = "{}\n";

    private final TreeEditor editor;
    private final Contents contents;

    UserRecords(TreeEditor editor, Contents contents) {
        this.editor = editor;
        this.contents = contents;
    }

    void add(User user) {
        record(user.name(), user.uid(), ".user", json(user));
    }

    void add(Group group) {
        record(group.name(), group.gid(), ".group", json(group));
        for (String member : group.members()) {
            String path = DIRECTORY + member + ":" + group.name() + ".membership";
            editor.put(path, contents.file(Meta.FILE, MEMBERSHIP));
        }
    }

    private void record(String name, long id, String suffix, String json) {
        editor.put(DIRECTORY + name + suffix, contents.file(Meta.FILE, json + "\n"));
        // Two names may share an id: as in passwd(5), the first one is the answer.
        if (!editor.has(DIRECTORY + id + suffix)) {
            editor.put(DIRECTORY + id + suffix, Entry.Link.to(name + suffix));
        }
    }

    // Flat and few: Jackson's data binding takes longer to start than the whole step does.
    private static String json(User user) {
        String name = user.gecos().isEmpty() ? "" : ",\"realName\":" + quote(user.gecos());
        return "{\"userName\":%s,\"disposition\":\"system\",\"uid\":%d,\"gid\":%d,\"homeDirectory\":%s,\"shell\":%s,\"locked\":true%s}"
                .formatted(quote(user.name()), user.uid(), user.gid(), quote(user.home()), quote(user.shell()), name);
    }

    private static String json(Group group) {
        return "{\"groupName\":%s,\"disposition\":\"system\",\"gid\":%d}".formatted(quote(group.name()), group.gid());
    }

    private static String quote(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
