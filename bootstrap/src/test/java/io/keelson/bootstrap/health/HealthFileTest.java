package io.keelson.bootstrap.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.bootstrap.health.Check.What;
import io.keelson.release.KeelsonException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthFileTest {
    @Test
    void allKindsAreRead() {
        Checks checks = HealthFile.parse("""
                deadline: 2m
                checks:
                - unit: ssh.service
                - no-failed-units: {except: [a.service]}
                - no-failed-units:
                - tcp: "[::1]:22"
                - script: [/bin/check, -q]
                  timeout: 500ms
                  interval: 1s
                  within: 30s
                  required: false
                - http: {url: "https://localhost/x", status: 204, ca: /ca.pem}
                  name: web
                - node: {kubeconfig: /k, name: n}
                """, "f");
        assertThat(checks.deadline()).isEqualTo(Duration.ofMinutes(2));
        assertThat(checks.list())
                .extracting(Check::name)
                .containsExactly(
                        "unit ssh.service",
                        "no-failed-units",
                        "no-failed-units 2",
                        "tcp ::1:22",
                        "script check",
                        "web",
                        "node n");
        assertThat(checks.list())
                .extracting(Check::what)
                .containsExactly(
                        new What.UnitActive("ssh.service"),
                        new What.NoFailedUnits(List.of("a.service")),
                        new What.NoFailedUnits(List.of()),
                        new What.Tcp("::1", 22),
                        new What.Script(List.of("/bin/check", "-q")),
                        new What.Http(URI.create("https://localhost/x"), 204, Optional.empty(), Optional.of("/ca.pem")),
                        new What.Node("/k", Optional.of("n")));
        Check script = checks.list().get(4);
        assertThat(script.required()).isFalse();
        assertThat(script.within()).isEqualTo(Duration.ofSeconds(30));
        assertThat(checks.list().getFirst().within()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void anEmptyFileHasNoChecks() {
        assertThat(HealthFile.parse("# nothing yet\n", "f")).isEqualTo(Checks.NONE);
    }

    @Test
    void allMistakesAreToldWithTheirLines() {
        assertThatThrownBy(() -> HealthFile.parse("""
                        deadline: soon
                        chekcs: []
                        checks:
                        - unit: a
                          tcp: b:1
                        - tcp: nowhere
                        - http: {stats: 1}
                        - script: /bin/x
                        - http: {url: "ftp://x/", body: "["}
                          required: maybe
                        """, "health.yaml"))
                .isInstanceOf(KeelsonException.class)
                .hasMessage("""
                        health.yaml:1: 'deadline' must be a time such as 500ms, 5s or 2m, not 'soon'
                        health.yaml:2: there is no key 'chekcs' in the file (deadline, checks)
                        health.yaml:4: a check needs one of script, unit, no-failed-units, http, tcp, node
                        health.yaml:6: 'tcp' must be HOST:PORT, not 'nowhere'
                        health.yaml:7: 'url' is missing
                        health.yaml:7: there is no key 'stats' in http
                        health.yaml:8: 'script' must be a list, such as [a, b]
                        health.yaml:9: 'url' must be an http or https URL, not 'ftp://x/'
                        health.yaml:9: 'body' must be a regular expression, not '['
                        health.yaml:10: 'required' must be true or false, not 'maybe'""");
    }

    @Test
    void whatIsNoYamlIsToldWithItsLine() {
        assertThatThrownBy(() -> HealthFile.parse("a: 1\nb: [\n", "f")).hasMessageStartingWith("f:3: not valid YAML: ");
    }
}
