package io.keelson.bootstrap.host.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.bootstrap.host.state.Deployed.Role;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of a host as libostree and the programs at boot write them.
class HostReaderTest {
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);

    @TempDir
    private Path root;

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void deploy(String commit, int order) throws IOException {
        Path deployment = Files.createDirectories(root.resolve("ostree/deploy/os/deploy/" + commit + ".0"));
        String link = "ostree/boot.0/os/" + commit + "/0";
        Files.createDirectories(root.resolve(link).getParent());
        Files.createSymbolicLink(root.resolve(link), deployment);
        write("ostree/deploy/os/deploy/" + commit + ".0.origin", "[origin]\nrefspec=r:" + order + "\n");
        write("boot/loader/entries/ostree-" + order + "-os.conf", """
                title Test
                version %d
                options quiet  ostree=/%s rw
                linux /k
                initrd /i
                """.formatted(order, link));
    }

    @BeforeEach
    void makeHost() throws IOException {
        Files.createDirectories(root.resolve("ostree/repo"));
        Files.createDirectories(root.resolve("var"));
        deploy(A, 1);
        deploy(B, 2);
    }

    private HostState read() {
        return new HostReader(new HostPaths(root)).read();
    }

    @Test
    void libostreesOrderCountsWhereThereIsNoMenu() {
        List<Deployed> all = read().deployments();
        assertThat(all).extracting(Deployed::commit).containsExactly(B, A);
        assertThat(all.getFirst().roles()).containsExactly(Role.DEFAULT);
        assertThat(all.getFirst().kargs()).isEqualTo("quiet rw");
        assertThat(all.getFirst().refspec()).isEqualTo("r:2");
        assertThat(all.getLast().roles()).containsExactly(Role.FALLBACK);
    }

    @Test
    void theMenuDecidesWhatStartsNext() throws Exception {
        write("boot/grub/grubenv", "# GRUB Environment Block\nboot_counter=2\nboot_success=0\nmenu=1\n#####");
        write("boot/grub/menu.0", "# deployment os/" + B + ".0\n");
        write("boot/grub/menu.1", "# deployment os/" + A + ".0\nmenuentry x {\n}\n# deployment os/" + B + ".0\n");
        HostState state = read();
        assertThat(state.first(Role.DEFAULT)).map(Deployed::commit).hasValue(A);
        assertThat(state.first(Role.FALLBACK)).map(Deployed::commit).hasValue(B);
        assertThat(state.menu()).map(BootMenu::success).hasValue(false);
        assertThat(state.menu()).map(BootMenu::tries).hasValue(2);
    }

    @Test
    void theKernelsCommandLineNamesWhatRunsOnAMountedDisk() throws Exception {
        write("proc/cmdline", "BOOT_IMAGE=/k quiet ostree=/ostree/boot.0/os/" + A + "/0 rw\n");
        assertThat(read().first(Role.BOOTED)).map(Deployed::commit).hasValue(A);
    }

    @Test
    void aDeploymentWhoseDirectoryIsGoneIsNotShown() throws Exception {
        Files.delete(root.resolve("ostree/deploy/os/deploy/" + B + ".0"));
        assertThat(read().deployments()).extracting(Deployed::commit).containsExactly(A);
    }

    @Test
    void damagedFilesHideNothingElse() throws Exception {
        write("run/ostree/staged-deployment", "nonsense");
        write("boot/loader/entries/zero.conf", "");
        write("var/lib/keelson/request.json", "{");
        write("ostree/repo/objects/aa/" + A.substring(2) + ".commit", "short");
        HostState state = read();
        assertThat(state.deployments()).hasSize(2);
        assertThat(state.request()).isEmpty();
    }

    @Test
    void aVerdictOfAnEarlierBootIsNone() throws Exception {
        write("proc/sys/kernel/random/boot_id", "now\n");
        write("var/lib/keelson/health.json", "{\"result\":\"healthy\",\"boot\":\"before\"}");
        assertThat(read().health()).isEmpty();
        write("var/lib/keelson/health.json", "{\"result\":\"healthy\",\"boot\":\"now\"}");
        assertThat(read().health()).map(Health::result).hasValue("healthy");
    }

    @Test
    void aMachineThatIsNoHostIsToldSo() {
        assertThatThrownBy(() -> new HostReader(new HostPaths(root.resolve("elsewhere"))).read())
                .isInstanceOf(KeelsonException.class)
                .hasMessageContaining("there is no OSTree host in " + root.resolve("elsewhere"));
    }

    @Test
    void anIndexOrTheBeginningOfACommitNamesADeployment() {
        HostState state = read();
        assertThat(state.find("1").commit()).isEqualTo(A);
        assertThat(state.find("bbbbbb").commit()).isEqualTo(B);
        assertThatThrownBy(() -> state.find("cccc")).hasMessage("no deployment is cccc");
    }
}
