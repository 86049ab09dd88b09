package io.keelson.compose.finish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.compose.treefile.CheckPasswd;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccountStepsTest {
    private static final TreeText TREE = TreeText.of("""
            f etc/passwd "root:x:0:0:root:/root:/bin/bash\\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\\noper:x:1000:1000::/home/oper:/bin/sh\\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\\n"
            f etc/group "root:x:0:\\ndaemon:x:1:\\nadm:x:4:daemon,oper\\nsudo:x:27:\\noper:x:1000:\\nnogroup:x:65534:\\n"
            f 0640 0:42 etc/shadow "root:*:20778:0:99999:7:::\\ndaemon:*:20778:0:99999:7:::\\noper:$6$salt$hash:20778:0:99999:7:::\\nnobody:!*:20778::::::\\n"
            f 0640 0:42 etc/gshadow "root:*::\\ndaemon:*::\\nadm:*::daemon,oper\\nsudo:*::\\noper:!::\\nnogroup:*::\\n"
            f etc/nsswitch.conf "passwd:         files # local\\ngroup: files systemd\\nhosts: files dns\\n"
            """);

    private final List<String> notes = new ArrayList<>();

    private TreeText split(TreeText tree, String library) {
        TreeText with = library.isEmpty()
                ? tree
                : tree.after((t, contents) -> t.edit()
                        .put(library, contents.file(io.keelson.compose.tree.Meta.FILE, ""))
                        .build());
        return with.after(new PasswdSplit(List.of("sudo"), notes::add));
    }

    @Test
    void movesAccountsToRecordsOfSystemd() {
        TreeText after = split(TREE, "usr/lib/x86_64-linux-gnu/libnss_systemd.so.2");
        assertThat(after.list("etc")).isEqualTo("""
                f etc/group "root:x:0:\\nsudo:x:27:\\nnogroup:x:65534:\\n"
                f 0640 0:42 etc/gshadow "root:*::\\nsudo:*::\\nnogroup:*::\\n"
                f etc/nsswitch.conf "passwd:         files systemd \\ngroup: files systemd\\nhosts: files dns\\nshadow: files systemd\\ngshadow: files systemd\\n"
                f etc/passwd "root:x:0:0:root:/root:/bin/bash\\noper:x:1000:1000::/home/oper:/bin/sh\\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\\n"
                f 0640 0:42 etc/shadow "root:*:20778:0:99999:7:::\\noper:$6$salt$hash:20778:0:99999:7:::\\nnobody:!*:20778::::::\\n"
                """);
        assertThat(after.list("usr/lib/userdb")).isEqualTo("""
                l usr/lib/userdb/1.group -> daemon.group
                l usr/lib/userdb/1.user -> daemon.user
                l usr/lib/userdb/1000.group -> oper.group
                l usr/lib/userdb/27.group -> sudo.group
                l usr/lib/userdb/4.group -> adm.group
                f usr/lib/userdb/adm.group "{"groupName":"adm","disposition":"system","gid":4}\\n"
                f usr/lib/userdb/daemon.group "{"groupName":"daemon","disposition":"system","gid":1}\\n"
                f usr/lib/userdb/daemon.user "{"userName":"daemon","disposition":"system","uid":1,"gid":1,"homeDirectory":"/usr/sbin","shell":"/usr/sbin/nologin","locked":true,"realName":"daemon"}\\n"
                f usr/lib/userdb/daemon:adm.membership "{}\\n"
                f usr/lib/userdb/oper.group "{"groupName":"oper","disposition":"system","gid":1000}\\n"
                f usr/lib/userdb/oper:adm.membership "{}\\n"
                f usr/lib/userdb/sudo.group "{"groupName":"sudo","disposition":"system","gid":27}\\n"
                """);
        assertThat(notes).isEmpty();
    }

    @Test
    void movesAccountsToTheFilesOfAltfiles() {
        TreeText after = split(TREE, "usr/lib64/libnss_altfiles.so.2");
        assertThat(after.list("usr/lib")).isEqualTo("""
                f usr/lib/group "daemon:x:1:\\nadm:x:4:daemon,oper\\nsudo:x:27:\\noper:x:1000:\\nnogroup:x:65534:\\n"
                f usr/lib/passwd "daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\\noper:x:1000:1000::/home/oper:/bin/sh\\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\\n"
                """);
        assertThat(after.text("etc/group")).isEqualTo("root:x:0:\nsudo:x:27:\n");
        assertThat(after.text("etc/nsswitch.conf"))
                .startsWith("passwd:         files altfiles \ngroup: files altfiles systemd\n");
    }

    @Test
    void movesNothingWhereNothingWouldFindIt() {
        TreeText after = split(TREE, "");
        assertThat(after.list("etc")).isEqualTo(TREE.list());
        assertThat(after.list("usr/lib/userdb")).isEmpty();
        assertThat(after.text("usr/lib/passwd")).contains("daemon:x:1").doesNotContain("root");
        assertThat(notes).singleElement().asString().contains("libnss-systemd");
    }

    @Test
    void shadowSaysTheDayOfTheCompose() {
        TreeText tree = TreeText.of("f etc/shadow \"root:*:20778:0:99999:7:::\\nnew:!:0:::::\\nnone:!*::::::\\n\"");
        assertThat(tree.after(new NormaliseShadow(20000)).text("etc/shadow"))
                .isEqualTo("root:*:20000:0:99999:7:::\nnew:!:0:::::\nnone:!*::::::\n");
    }

    @Test
    void reportsEveryChangedIdTogether() {
        TreeText tree = TreeText.of("""
                f etc/passwd "root:x:0:0::/:/bin/sh\\nsshd:x:102:65534::/:/bin/false\\npolkit:x:103:104::/:/bin/false\\n"
                f etc/group "root:x:0:\\nkvm:x:105:\\n"
                d 0755 110:0 usr/lib/owned
                f 0644 0:111 usr/lib/owned/by-group
                """);
        var expected = CheckIds.Expected.of("""
                sshd:x:101:65534::/:/bin/false
                polkit:x:103:103::/:/bin/false
                gone:x:120:120::/:/bin/false
                owner:x:110:110::/:/bin/false
                ignored:x:110:110::/:/bin/false
                """, "kvm:x:104:\ngroup:x:111:\nold:x:112:\n", "previous");
        CheckIds check = new CheckIds(expected, Set.of("ignored"), Set.of(), notes::add);
        assertThatThrownBy(() -> tree.after(check)).hasMessage("""
                user owner (uid 110) is gone, but still owns /usr/lib/owned
                check-passwd: the primary group of user polkit changed from gid 103 to 104
                check-passwd: the uid of user sshd changed from 101 to 102
                group group (gid 111) is gone, but still owns /usr/lib/owned/by-group
                check-groups: the gid of group kvm changed from 104 to 105""");
        assertThat(notes)
                .containsExactly(
                        "user gone (uid 120) is gone since the last release",
                        "group old (gid 112) is gone since the last release");
    }

    @Test
    void newAccountsAndUnchangedOnesAreFine() {
        var expected =
                new CheckIds.Expected(Map.of("daemon", new CheckPasswd.Ids(1, 1)), Map.of("adm", 4L, "gone", 4L));
        assertThat(TREE.after(new CheckIds(expected, Set.of(), Set.of("*"), notes::add)))
                .isEqualTo(TREE);
        assertThat(notes).isEmpty();
    }

    @Test
    void brokenLinesAreNamedWithTheirNumbers() {
        assertThatThrownBy(
                        () -> User.parse("root:x:0:0::/:/bin/sh\n# comment\na:x:1\nb:x:4294967296:1::/:\n", "passwd"))
                .hasMessage("""
                        passwd:3: this line has 3 fields instead of 7: a:x:1
                        passwd:4: "4294967296" is no user or group id: b:x:4294967296:1::/:""");
        assertThat(Group.parse("+:::\na:x:4294967295:b,,c\n", "group"))
                .containsExactly(new Group("a", 4294967295L, List.of("b", "c")));
    }
}
