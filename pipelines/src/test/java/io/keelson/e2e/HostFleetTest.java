package io.keelson.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.e2e.KeelsonProcess.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A machine that started by itself from a disk of ours, and an operator who has nothing but SSH to it.
@Tag("slow")
class HostFleetTest {
    private static final String REASON = "health check 50-database failed: the database does not answer";

    private static final String FIRST = "rack1: healthy, runs 12 (";

    @TempDir
    private Path dir;

    @SuppressWarnings("NullAway.Init")
    private FleetScene scene;

    @SuppressWarnings("NullAway.Init")
    private DiskMachine machine;

    @BeforeEach
    void aHostOfTheFirstRelease() throws Exception {
        scene = new FleetScene(dir);
        machine = scene.machine();
    }

    @AfterEach
    void removeEverything() throws Exception {
        machine.close();
        scene.remove();
    }

    @Test
    void aPlainHostGetsOurCommandMovesOnIsTakenBackAndComesBackByItself() throws Exception {
        Path bundle = scene.bundle();
        String next = scene.releaseWithCommand();
        HostScene.good(machine, scene.first, 0);
        machine.await("root");
        onIt("echo first >/etc/motd; echo precious >/var/lib/precious");

        aStrangerIsRefused();
        scene.trust(machine);
        theCommandIsInstalled(bundle);
        itMovesOn(next);
        onIt("echo second >/etc/motd");
        itIsTakenBack();
        itComesBackAndSaysWhy(scene.release(HostFault.UNHEALTHY.script));
        assertThat(onIt("cat /var/lib/precious")).as("/var is left alone").isEqualTo("precious");
    }

    private void aStrangerIsRefused() throws Exception {
        Outcome outcome = scene.operator("status", "--hosts=all");
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(1);
        assertThat(outcome.out()).contains("its host key is not known: it shows ssh-ed25519 SHA256:");
    }

    private void theCommandIsInstalled(Path bundle) throws Exception {
        assertThat(confirmed(scene.operator("host", "install", FleetScene.HOST, "--bundle=host=" + bundle)))
                .startsWith("rack1: installed bundle host ");
        assertThat(onIt("keelson-host status"))
                .startsWith(FIRST + scene.first.substring(0, 12) + ")")
                .contains("signature good");
    }

    private void itMovesOn(String next) throws Exception {
        assertThat(confirmed(deploy())).contains("1 hosts: 1 confirmed");
        assertThat(onIt("/usr/bin/keelson-host status"))
                .startsWith("rack1: healthy, runs 12.1 (" + next.substring(0, 12) + ")")
                .containsPattern("request +upgrade to " + next.substring(0, 12) + " by .*: confirmed");
        assertThat(onIt("cat /etc/motd")).isEqualTo("first");
    }

    private void itIsTakenBack() throws Exception {
        assertThat(confirmed(scene.operator("rollback", "--hosts=all", "--poll=1s")))
                .contains("1 hosts: 1 confirmed");
        assertThat(onIt("keelson-host status")).startsWith(FIRST + scene.first.substring(0, 12) + ")");
        assertThat(onIt("cat /etc/motd")).as("its own /etc is back").isEqualTo("first");
    }

    private void itComesBackAndSaysWhy(String bad) throws Exception {
        Outcome outcome = deploy();
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).contains("1 hosts: 1 rejected", REASON, "it runs 12");
        assertThat(onIt("keelson-host status"))
                .startsWith(FIRST + scene.first.substring(0, 12) + ")")
                .contains(REASON);
        assertThat(confirmed(scene.operator("status", "--hosts=all"))).contains("healthy", "rejected", REASON);
        assertThat(onIt("cat /etc/motd")).isEqualTo("first");
        assertThat(onIt("keelson-host history"))
                .containsSubsequence("confirmed", "rolled-back", "rejected " + bad.substring(0, 12), "fell-back");

        String boot = onIt("cat /proc/sys/kernel/random/boot_id");
        Outcome again = deploy();
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.out()).contains("was rejected on this host: " + REASON);
        assertThat(onIt("cat /proc/sys/kernel/random/boot_id")).isEqualTo(boot);
    }

    private Outcome deploy() throws Exception {
        return scene.operator("deploy", "--hosts=all", "--poll=1s");
    }

    private static String confirmed(Outcome outcome) {
        assertThat(outcome.status()).as(outcome.err() + outcome.out()).isZero();
        return outcome.out();
    }

    private String onIt(String command) throws Exception {
        return machine.run("root", command);
    }
}
