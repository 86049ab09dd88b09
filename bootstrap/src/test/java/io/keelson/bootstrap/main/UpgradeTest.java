package io.keelson.bootstrap.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From one image to the next and back, with the real ostree.
class UpgradeTest {
    @TempDir
    private Path directory;

    private HostScene scene;

    @BeforeEach
    void make() throws Exception {
        scene = HostScene.make(directory);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void theNewestIsStagedAndThenRuns() throws Exception {
        String first = scene.status().path("booted").path("commit").asText();
        String second = scene.publish(2);
        assertThat(scene.host("upgrade", "--check").orFail().out()).startsWith("2 (" + second.substring(0, 12));
        assertThat(scene.status().path("staged").isNull()).isTrue();

        scene.host("upgrade", "--reboot").orFail();
        assertThat(scene.shell("cat /run/programs").out())
                .contains("logger -t keelson staged " + second)
                .endsWith("systemctl reboot\n");
        JsonNode staged = scene.status();
        assertThat(staged.path("staged").path("commit").asText()).isEqualTo(second);
        assertThat(staged.path("staged").path("signature").asText()).isEqualTo("good (<good@example.org>)");
        assertThat(staged.path("staged").path("version").asText()).isEqualTo("2");
        assertThat(staged.path("request").path("outcome").asText()).isEqualTo("pending");
        assertThat(staged.path("request").path("by").asText()).isEqualTo("tester");
        assertThat(staged.path("request").path("from").asText()).isEqualTo(first);

        scene.restart();
        scene.record("confirmed", second, "");
        JsonNode running = scene.status();
        assertThat(running.path("booted").path("commit").asText()).isEqualTo(second);
        assertThat(running.path("deployments").path(1).path("commit").asText()).isEqualTo(first);
        assertThat(running.path("request").path("outcome").asText()).isEqualTo("confirmed");
        assertThat(running.path("lastChange").path("event").asText()).isEqualTo("confirmed");
    }

    @Tag("slow")
    @Test
    void whatRunsAlreadyIsNotStagedAgain() throws Exception {
        assertThat(scene.host("upgrade", "--unchanged-exit-77").status()).isEqualTo(77);
        scene.publish(2);
        scene.host("upgrade").orFail();
        assertThat(scene.host("upgrade").orFail().out()).contains("is staged already");
        assertThat(scene.shell("ls -d /ostree/deploy/test/deploy/*.?").out().lines())
                .hasSize(2);
    }

    @Tag("slow")
    @Test
    void aDryRunPrintsThePlanAndStagesNothing() throws Exception {
        String second = scene.publish(2);
        assertThat(scene.host("upgrade", "--dry-run").orFail().out().lines())
                .first()
                .isEqualTo("would download " + second + " from the remote 'keelson'");
        assertThat(scene.status().path("staged").isNull()).isTrue();
        assertThat(scene.status().path("request").isNull()).isTrue();
    }

    @Tag("slow")
    @Test
    void aRollbackMakesTheOldOneDefaultAndKeepsTheNewOneAway() throws Exception {
        String first = scene.status().path("default").asText();
        String second = scene.publish(2);
        scene.host("upgrade").orFail();
        scene.restart();
        assertThat(scene.host("rollback").orFail().out()).startsWith("back to 1 (");
        assertThat(scene.status().path("default").asText()).isEqualTo(first);
        assertThat(scene.status().path("rejected").path(second).asText())
                .isEqualTo("rolled back by hand to 1 (" + first.substring(5, 17) + ") (tester)");

        HostScene.Ended twice = scene.host("rollback");
        assertThat(twice.status()).isEqualTo(1);
        assertThat(twice.err()).contains("is what starts next already");

        scene.boot(first);
        HostScene.Ended refused = scene.host("upgrade");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err())
                .contains("was rejected on this host: rolled back by hand")
                .contains("--again");
        scene.host("upgrade", "--again").orFail();
        assertThat(scene.status().path("staged").path("commit").asText()).isEqualTo(second);
        assertThat(scene.status().path("rejected").path(second).isMissingNode()).isTrue();
    }

    @Tag("slow")
    @Test
    void aRollbackOfWhatIsOnlyStagedDropsIt() throws Exception {
        String second = scene.publish(2);
        scene.host("upgrade").orFail();
        assertThat(scene.host("rollback").orFail().out()).startsWith("dropped what was staged");
        JsonNode status = scene.status();
        assertThat(status.path("staged").isNull()).isTrue();
        assertThat(status.path("request").path("outcome").asText()).isEqualTo("rejected");
        assertThat(status.path("rejected").has(second)).isTrue();
    }

    @Tag("slow")
    @Test
    void anUpgradeThatFailedIsToldWithItsReason() throws Exception {
        String second = scene.publish(2);
        scene.host("upgrade").orFail();
        scene.shell("ostree admin undeploy 0; echo 'health check web failed' >/var/lib/keelson/rejected.new;"
                        + " mkdir -p /var/lib/keelson/rejected; mv /var/lib/keelson/rejected.new /var/lib/keelson/rejected/"
                        + second)
                .orFail();
        scene.record("rejected", second, "health check web failed");
        assertThat(scene.host("status").orFail().out())
                .contains("rejected (health check web failed)")
                .contains("rejected           " + second.substring(0, 12) + "  health check web failed");
    }

    @Tag("slow")
    @Test
    void aPowerCutBeforeTheShutdownForgetsTheUpgradeAndItCanBeAskedForAgain() throws Exception {
        String second = scene.publish(2);
        scene.host("upgrade").orFail();
        scene.cutPower();
        assertThat(scene.status().path("request").path("outcome").asText()).isEqualTo("interrupted");
        scene.host("upgrade").orFail();
        assertThat(scene.status().path("staged").path("commit").asText()).isEqualTo(second);
        assertThat(scene.status().path("request").path("outcome").asText()).isEqualTo("pending");
    }

    @Tag("slow")
    @Test
    void filesOfEtcThatBothSidesChangedAreToldBefore() throws Exception {
        scene.shell("echo mine >/etc/a.conf; rm /etc/c.conf; echo new >/etc/d.conf")
                .orFail();
        scene.tree("usr/etc/a.conf", "two\n");
        scene.tree("usr/etc/b.conf", "two\n");
        scene.publish(2);
        HostScene.Ended early = scene.host("upgrade", "--check");
        assertThat(early.status()).isZero();
        assertThat(scene.host("etc-diff").err())
                .contains("are not on this host yet")
                .contains("--download-only");

        assertThat(scene.host("upgrade", "--download-only").orFail().err())
                .contains("/etc: 1 changes of the new image arrive, 3 made on this host are kept,"
                        + " also where the new image has others: a.conf");
        assertThat(scene.host("etc-diff").orFail().out()).isEqualTo("""
                changed on both sides: this host's stay
                  M /etc/a.conf
                changed on this host: kept
                  D /etc/c.conf
                  A /etc/d.conf
                changed in the new image: arrive
                  M /etc/b.conf
                """);
        scene.host("upgrade").orFail();
        scene.restart();
        assertThat(scene.shell("cat /etc/a.conf /etc/b.conf; ls /etc").orFail().out())
                .isEqualTo("mine\ntwo\na.conf\nb.conf\nd.conf\nos-release\n");
    }

    @Tag("slow")
    @Test
    void oneOldCommitCanBeDeployedWhileTheHostGoesOnToFollowItsRef() throws Exception {
        String first = scene.status().path("booted").path("commit").asText();
        String second = scene.publish(2);
        scene.host("upgrade").orFail();
        scene.restart();
        scene.publish(3);
        scene.host("deploy", first).orFail();
        JsonNode staged = scene.status().path("staged");
        assertThat(staged.path("commit").asText()).isEqualTo(first);
        assertThat(staged.path("refspec").asText()).isEqualTo("keelson:os/test");
        assertThat(scene.host("deploy", second.substring(0, 8)).orFail().out()).contains("2 (");
    }

    @Tag("slow")
    @Test
    void anotherRefCanBeFollowed() throws Exception {
        String other = scene.publishAs("os/other");
        scene.host("rebase", "os/other").orFail();
        assertThat(scene.status().path("staged").path("commit").asText()).isEqualTo(other);
        assertThat(scene.status().path("staged").path("refspec").asText()).isEqualTo("keelson:os/other");
        assertThat(scene.status().path("lastChange").path("event").asText()).isEqualTo("rebased");
        HostScene.Ended bound = scene.host("rebase", "os/nowhere");
        assertThat(bound.status()).isEqualTo(1);
        assertThat(bound.err())
                .contains("cannot take os/nowhere from the remote 'keelson'")
                .contains("404");
        assertThat(scene.host("rebase", "missing:os/test").err()).contains("the remote 'missing'");
    }

    @Tag("slow")
    @Test
    void kernelArgumentsComeWithADeploymentOfTheirOwn() throws Exception {
        assertThat(scene.host("kargs").orFail().out()).isEqualTo("root=UUID=x rw\n");
        assertThat(scene.host("kargs", "--delete=quiet").err()).contains("there is no kernel argument quiet");
        scene.host("kargs", "--append=quiet", "--replace=root=UUID=y", "--delete=rw")
                .orFail();
        JsonNode staged = scene.status().path("staged");
        assertThat(staged.path("kargs").asText()).isEqualTo("root=UUID=y quiet");
        assertThat(scene.host("kargs", "--append=more").err())
                .contains("is staged")
                .contains("keelson-host rollback");
        scene.host("rollback").orFail();
        assertThat(scene.status().path("rejected")).isEmpty();
    }

    @Tag("slow")
    @Test
    void pinsCleanupAndHistory() throws Exception {
        scene.host("pin", "0").orFail();
        assertThat(scene.status().path("booted").path("role").toString()).contains("pinned");
        scene.host("unpin", "0").orFail();
        assertThat(scene.host("pin", "7").status()).isEqualTo(2);
        scene.host("cleanup").orFail();
        assertThat(scene.host("history", "-n", "2").orFail().out().lines())
                .hasSize(2)
                .last()
                .asString()
                .contains("cleaned")
                .endsWith("(tester)");
    }

    @Tag("slow")
    @Test
    void aRestartCanWait() throws Exception {
        scene.publish(2);
        assertThat(scene.host("upgrade", "--at", "yesterday").status()).isEqualTo(2);
        assertThat(scene.status().path("staged").isNull()).isTrue();
        scene.host("upgrade", "--at", "2099-01-02T03:30").orFail();
        assertThat(scene.shell("cat /run/programs").out())
                .contains("systemd-run --unit=keelson-reboot --on-calendar=2099-01-02 03:30:00 systemctl reboot");
    }
}
