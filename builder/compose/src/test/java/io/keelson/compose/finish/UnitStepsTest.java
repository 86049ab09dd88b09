package io.keelson.compose.finish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.release.KeelsonException;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitStepsTest {
    private static final TreeText TREE = TreeText.of("""
            f usr/lib/systemd/system/ssh.service
            f usr/lib/systemd/system/getty@.service
            f usr/lib/systemd/system/multi-user.target
            f usr/lib/systemd/system/fstrim.timer
            f usr/lib/systemd/system/apt-daily.timer
            f usr/lib/systemd/system/apt-daily.service
            f usr/share/systemd/tmp.mount "[Mount]\\n"
            f etc/systemd/system/mine.service
            l etc/systemd/system/timers.target.wants/apt-daily.timer -> /lib/systemd/system/apt-daily.timer
            l etc/systemd/system/timers.target.wants/other.timer -> /lib/systemd/system/other.timer
            l etc/systemd/system/apt-daily.timer -> /dev/null
            """);

    @Test
    void enablesUnitsAndInstancesOfTemplates() {
        EnableUnits step = new EnableUnits(List.of("ssh.service", "getty@tty2.service", "mine.service"));
        assertThat(TREE.after(step).list("etc/systemd/system/multi-user.target.wants"))
                .isEqualTo("""
                l etc/systemd/system/multi-user.target.wants/getty@tty2.service -> /usr/lib/systemd/system/getty@.service
                l etc/systemd/system/multi-user.target.wants/mine.service -> /etc/systemd/system/mine.service
                l etc/systemd/system/multi-user.target.wants/ssh.service -> /usr/lib/systemd/system/ssh.service
                """);
    }

    @Test
    void namesAllUnitsThatAreNotThere() {
        EnableUnits step =
                new EnableUnits(List.of("sshd.service", "ssh.service", "nothing-like@a.service", "getty@.service"));
        assertThatThrownBy(() -> TREE.after(step))
                .isInstanceOf(KeelsonException.class)
                .hasMessage("""
                units: no package of the image brings sshd.service, did you mean ssh.service?
                units: no package of the image brings nothing-like@.service
                units: getty@.service is a template, name an instance of it""");
    }

    @Test
    void setsTheDefaultTarget() {
        assertThat(TREE.after(new DefaultTarget("multi-user.target")).list("etc/systemd/system/default.target"))
                .isEqualTo("l etc/systemd/system/default.target -> /usr/lib/systemd/system/multi-user.target\n");
        assertThatThrownBy(() -> TREE.after(new DefaultTarget("multiuser.target")))
                .hasMessageContaining("multiuser.target, did you mean multi-user.target?");
    }

    @Test
    void retiresTimersWithoutTouchingOthersNorMasks() {
        TreeText after = TREE.after(new RetireMaintenance());
        assertThat(after.list("etc/systemd/system")).isEqualTo("""
                l etc/systemd/system/apt-daily.timer -> /dev/null
                f etc/systemd/system/mine.service
                l etc/systemd/system/timers.target.wants/other.timer -> /lib/systemd/system/other.timer
                """);
        assertThat(after.text("usr/lib/systemd/system-preset/10-keelson.preset"))
                .isEqualTo("disable apt-daily.timer\ndisable fstrim.timer\n");
    }

    @Test
    void mountsTmpOnlyWhereItIsADirectory() {
        assertThat(TREE.after(new TmpMount(true))
                        .list("usr/lib/systemd/system/tmp.mount", "usr/lib/systemd/system/local-fs.target.wants"))
                .isEqualTo("""
                        l usr/lib/systemd/system/local-fs.target.wants/tmp.mount -> ../tmp.mount
                        f usr/lib/systemd/system/tmp.mount "[Mount]\\n"
                        """);
        assertThat(TREE.after(new TmpMount(false))).isEqualTo(TREE);
    }

    @Test
    void makesHostKeysAtBootWhereNothingElseDoes() {
        TreeText withSshd = TREE.after((tree, contents) -> tree.edit()
                .put("usr/sbin/sshd", contents.file(io.keelson.compose.tree.Meta.PROGRAM, ""))
                .put("usr/bin/ssh-keygen", contents.file(io.keelson.compose.tree.Meta.PROGRAM, ""))
                .build());
        assertThat(withSshd.after(new SshHostKeys()).list("usr/lib/systemd/system/ssh.service.wants"))
                .isEqualTo(
                        "l usr/lib/systemd/system/ssh.service.wants/keelson-ssh-key.service -> ../keelson-ssh-key.service\n");
        assertThat(withSshd.after(new SshHostKeys()).text("usr/lib/systemd/system/keelson-ssh-key.service"))
                .contains("ssh-keygen -q -t ed25519");
        assertThat(TREE.after(new SshHostKeys())).isEqualTo(TREE);
    }

    @Test
    void leavesHostKeysToAUnitOfTheDistribution() {
        TreeText fedora = TreeText.of("""
                f usr/sbin/sshd
                f usr/bin/ssh-keygen
                f usr/lib/systemd/system/sshd.service
                f usr/lib/systemd/system/sshd-keygen@.service
                """);
        assertThat(fedora.after(new SshHostKeys())).isEqualTo(fedora);
    }
}
