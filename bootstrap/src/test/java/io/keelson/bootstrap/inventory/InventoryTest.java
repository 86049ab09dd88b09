package io.keelson.bootstrap.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryTest {
    private static final String FLEET = """
            defaults:
              user: keelson
              known_hosts: known_hosts
              vars: {channel: stable}
            hosts:
              gate: {address: 192.0.2.1, port: 2222, user: jump}
              rack1-[01:03]:
                address: 10.0.1.[1:3]
              rack2-[1:2]:
                jump: none
                vars: {channel: beta}
            groups:
              rack1:
                hosts: ["rack1-[01:03]"]
                user: ops
              rack2:
                hosts: [rack2-*]
              all-racks:
                groups: [rack1, rack2]
                jump: gate
                user: nobody
                connect_timeout: 5s
                identity_files: keys/fleet
            """;

    @TempDir
    Path directory;

    private Surroundings surroundings = new Surroundings(Path.of("/"), "", Map.of());

    @BeforeEach
    void home() throws IOException {
        Path home = directory.resolve("home");
        Files.createDirectories(home.resolve(".ssh"));
        surroundings = new Surroundings(home, "me", Map.of("SSH_AUTH_SOCK", "/run/agent"));
    }

    private Inventory load(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("hosts.yaml"), text);
        return Inventory.load(Optional.of(file), Optional.empty(), surroundings);
    }

    private static Host only(Inventory inventory, String name) {
        return inventory.select(name).getFirst();
    }

    @Test
    void aHostHasWhatItsGroupsSay() throws IOException {
        Host host = only(load(FLEET), "rack1-02");
        assertThat(host.address()).isEqualTo("10.0.1.2");
        assertThat(host.user()).as("the inner group counts").isEqualTo("ops");
        assertThat(host.port()).isEqualTo(22);
        assertThat(host.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(host.identities()).containsExactly(directory.resolve("keys/fleet"));
        assertThat(host.knownHosts()).containsExactly(directory.resolve("known_hosts"));
        assertThat(host.agent()).contains(Path.of("/run/agent"));
        assertThat(host.learn()).isFalse();
        assertThat(host.groups()).containsExactly("all-racks", "rack1");
        assertThat(host.variables()).isEqualTo(Map.of("channel", "stable"));
        assertThat(host.jumps()).extracting(Host::destination).containsExactly("jump@192.0.2.1:2222");
    }

    @Test
    void aHostsOwnWordCounts() throws IOException {
        Host host = only(load(FLEET), "rack2-1");
        assertThat(host.jumps()).isEmpty();
        assertThat(host.address()).isEqualTo("rack2-1");
        assertThat(host.user()).isEqualTo("nobody");
        assertThat(host.variables()).isEqualTo(Map.of("channel", "beta"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    rack1 | rack1-01 rack1-02 rack1-03
                    all | gate rack1-01 rack1-02 rack1-03 rack2-1 rack2-2
                    * | gate rack1-01 rack1-02 rack1-03 rack2-1 rack2-2
                    rack2-2,gate | gate rack2-2
                    rack?-*,!rack1-02 | rack1-01 rack1-03 rack2-1 rack2-2
                    !all-racks | gate
                    all,&rack2 | rack2-1 rack2-2
                    &all-racks,!rack1 | rack2-1 rack2-2
                    rack1-[02:03] | rack1-02 rack1-03
                    channel=beta | rack2-1 rack2-2
                    *-racks,&channel=stable | rack1-01 rack1-02 rack1-03
                    """)
    void expressionsChooseHosts(String expression, String expected) throws IOException {
        assertThat(load(FLEET).select(expression)).extracting(Host::name).containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    rakc1 | --hosts rakc1: no host or group is 'rakc1'; did you mean 'rack1'?
                    rack1,!all | --hosts rack1,!all leaves no host
                    rack1-[02:09] | --hosts rack1-[02:09]: no host or group is 'rack1-[02:09]'
                    rack1-[3:1] | --hosts rack1-[3:1]: the range [3:1] is empty
                    gate, | --hosts gate,: no host or group is ''
                    """)
    void anExpressionThatMissesIsSaid(String expression, String message) throws IOException {
        Inventory inventory = load(FLEET);
        assertThatThrownBy(() -> inventory.select(expression))
                .isInstanceOfSatisfying(
                        KeelsonException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessage(message);
    }

    @Test
    void allMistakesAreToldTogetherWithTheirPlaces() {
        assertThatThrownBy(() -> load("""
                        default: {}
                        hosts:
                          a: {port: 70000, adress: x}
                          a: {}
                          b-[1:3]: {address: "10.0.0.[1:2]"}
                          c: {jump: d}
                          d: {jump: c}
                          "-x": {}
                          e: {user: [x, y]}
                        groups:
                          one: {hosts: [a, zz], user: x}
                          two: {hosts: [a], user: y, groups: [three]}
                          loop: {groups: [loop]}
                          e: {hosts: [nothing-*]}
                        """))
                .isInstanceOf(KeelsonException.class)
                .extracting(e -> String.valueOf(e.getMessage())
                        .replace(directory + "/", "")
                        .lines()
                        .toList())
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .containsExactly(
                        "hosts.yaml:1: unknown key 'default'; did you mean 'defaults'?",
                        "hosts.yaml:3: 'port' is a number from 1 to 65535, not '70000'",
                        "hosts.yaml:3: unknown key 'adress'; did you mean 'address'?",
                        "hosts.yaml:4: 'a' is here twice, first in line 3",
                        "hosts.yaml:5: 2 addresses for 3 hosts",
                        "hosts.yaml:6: the way to 'd' leads through itself",
                        "hosts.yaml:7: the way to 'c' leads through itself",
                        "hosts.yaml:8: '-x' is no name of a host: letters, digits, '.', '_' and '-'",
                        "hosts.yaml:9: 'user' is a user's name, not 'x, y'",
                        "hosts.yaml:11: unknown host 'zz'",
                        "hosts.yaml:12: groups 'one' and 'two' disagree about 'user' of hosts such as a; say it for the"
                                + " host, or put one group into the other",
                        "hosts.yaml:12: unknown group 'three'",
                        "hosts.yaml:13: group 'loop' contains itself",
                        "hosts.yaml:14: 'e' is a host and a group",
                        "hosts.yaml:14: no host matches 'nothing-*'");
    }

    @Test
    void brokenYamlHasAPlace() {
        assertThatThrownBy(() -> load("hosts:\n  a: [\n")).hasMessageContaining("hosts.yaml:3: not valid YAML: ");
    }

    @Test
    void whatAnSshConfigSaysFillsTheGaps() throws IOException {
        Files.writeString(
                directory.resolve("config"), "Host *\n User fallback\n Port 2200\nHost extra\n HostName x.net\n");
        Inventory inventory = load("ssh_config: config\nhosts:\n  a: {port: 23}\n");
        assertThat(only(inventory, "a").destination()).isEqualTo("fallback@a:23");
        assertThat(only(inventory, "extra").destination()).isEqualTo("fallback@x.net:2200");
        assertThat(inventory.select("all")).extracting(Host::name).containsExactly("a");
    }

    @Test
    void tenThousandHostsAreReadQuickly() throws IOException {
        Inventory inventory = load("""
                hosts:
                  n-[00001:10000]: {}
                groups:
                  low: {hosts: ["n-[00001:05000]"], port: 23}
                  odd: {hosts: ["n-[00001:09999:2]"], user: odd}
                """);
        assertThat(inventory.select("low,&odd")).hasSize(2500);
        assertThat(only(inventory, "n-00003").destination()).isEqualTo("odd@n-00003:23");
        assertThat(List.copyOf(inventory.hosts())).hasSize(10_000);
    }
}
