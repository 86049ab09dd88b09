package io.keelson.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A host moves from one release to the next, and comes back by itself when that one is bad.
///
/// CI runs one fault and looks at some power cuts ([HostFleetTest] has a release that is not healthy);
/// `bootstrap/bench/faults` and `bootstrap/bench/power-cuts` do all.
@Tag("slow")
class HostUpgradeTest {
    private static final String CHOSEN = System.getProperty("keelson.faults", "INITRAMFS_FLIPPED");

    @TempDir
    private static Path dir;

    private static final Map<HostScene.Kind, HostScene> SCENES = new EnumMap<>(HostScene.Kind.class);

    private static HostScene scene(HostScene.Kind kind) throws Exception {
        if (!SCENES.containsKey(kind)) {
            SCENES.put(kind, new HostScene(Files.createDirectory(dir.resolve(kind.name())), kind));
        }
        return SCENES.get(kind);
    }

    @AfterAll
    static void removeEverything() throws Exception {
        for (HostScene scene : SCENES.values()) {
            scene.remove();
        }
        SCENES.clear();
    }

    static Stream<HostFault> faults() {
        return CHOSEN.equals("ALL")
                ? Stream.of(HostFault.values())
                : Arrays.stream(CHOSEN.split(",")).map(HostFault::valueOf);
    }

    @Test
    void itMovesToTheNextReleaseAndBackWhereverThePowerIsCut() throws Exception {
        HostScene scene = scene(HostScene.Kind.VIRTUAL);
        String next = scene.releases.release("next", HostFault.INITRAMFS_CUT.script);
        Path log = scene.recorded(machine -> {
            HostScene.good(machine, scene.first, 0);
            int from = HostScene.upgrade(machine, "next", "");
            HostScene.good(machine, next, from);
            machine.await("root");
            assertThat(menu(machine))
                    .contains("boot_success=1", "boot_counter=3")
                    .endsWith(entry(next), entry(scene.first));
            machine.run("root", "/usr/libexec/keelson/boot-menu default keelson/" + scene.first + ".0");
            from = HostScene.restart(machine);
            HostScene.good(machine, scene.first, from);
            machine.await("root");
            assertThat(menu(machine)).contains("boot_success=1").endsWith(entry(scene.first), entry(next));
            assertThat(machine.run("root", "ostree admin status")).contains("* keelson " + scene.first + ".0");
        });
        try (WriteLog writes = new WriteLog(log);
                PowerCuts cuts = new PowerCuts(
                        scene.copy("cut.raw"),
                        scene.partition(3),
                        scene.partition(4),
                        writes,
                        Set.of(scene.first, next),
                        scene::started)) {
            cuts.run();
        }
    }

    private static String entry(String commit) {
        return "entry keelson/" + commit + ".0";
    }

    @ParameterizedTest
    @MethodSource("faults")
    void itComesBack(HostFault fault) throws Exception {
        HostScene scene = scene(fault.kind());
        String bad = scene.releases.release("fault/" + fault, fault.script);
        try (DiskMachine machine = scene.host(DiskMachine.Firmware.BIOS)) {
            HostScene.good(machine, scene.first, 0);
            int from = HostScene.upgrade(machine, "fault/" + fault, fault.option);
            if (fault.comesLater()) {
                HostScene.good(machine, bad, from);
                machine.await("root");
                machine.run("root", "cd /boot/ostree/*; " + files() + fault.damage);
                from = HostScene.restart(machine);
            }
            Instant began = Instant.now();
            HostScene.good(machine, scene.first, from);
            report(
                    fault,
                    Duration.between(began, Instant.now()),
                    machine.console().substring(from));
            machine.await("root");
            assertThat(menu(machine))
                    .contains("boot_success=1", "boot_counter=3")
                    .filteredOn(line -> line.startsWith("entry"))
                    .containsExactly(entry(scene.first));
            assertThat(machine.run("root", "cat /var/lib/keelson/rejected/" + bad))
                    .containsPattern(fault.reason);
            assertThat(machine.run("root", "cat /var/lib/keelson/history.jsonl"))
                    .containsPattern("\"event\":\"rejected\",\"commit\":\"" + bad + "\",\"reason\":\".*" + fault.reason)
                    .contains("\"event\":\"fell-back\",\"commit\":\"" + scene.first);
        }
    }

    /// The kernel and the initramfs that the default deployment starts from.
    private static String files() {
        return "cd /boot; menu=grub/menu.$(/usr/libexec/keelson/boot-menu show | sed -n s/^menu=//p);"
                + " kernel=.$(sed -n 's/^  linux \\([^ ]*\\) .*/\\1/p' $menu | head -1);"
                + " initramfs=.$(sed -n 's/^  initrd //p' $menu | head -1); ";
    }

    private static void report(HostFault fault, Duration time, String console) {
        long starts =
                console.lines().filter(line -> line.contains("keelson: entry")).count();
        System.out.printf("fault %-18s back after %4d s, %d starts%n", fault, time.toSeconds(), starts);
    }

    private static List<String> menu(DiskMachine machine) throws Exception {
        return machine.run("root", "/usr/libexec/keelson/boot-menu show")
                .lines()
                .toList();
    }
}
