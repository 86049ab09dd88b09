package io.keelson.compose.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.release.KeelsonException;
import io.keelson.release.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SysrootImageTest {
    private static final OptionalLong SMALL = OptionalLong.of(64L << 20);

    @TempDir
    private static Path shared;

    private static SmallCommit commit = new SmallCommit(Path.of(""), "");

    @TempDir
    private Path directory;

    @BeforeAll
    static void makeCommit() throws IOException, InterruptedException {
        commit = SmallCommit.make(shared);
    }

    private BootableImage build(String name, String ref) {
        ImageRequest request = new ImageRequest(commit.repo(), ref, "testos", List.of("quiet", "console=ttyS1"), SMALL);
        return new SysrootImage(request, Progress.SILENT).build(directory.resolve(name), directory);
    }

    @Test
    void theImageHasADeploymentThatIsImmutable() throws IOException {
        BootableImage image = build("a.img", commit.ref());
        String deployment = "/ostree/deploy/testos/deploy/" + image.commit() + ".0";
        assertThat(debugfs(image, "stat " + deployment)).contains("Flags: 0x80010");
        assertThat(debugfs(image, "cat " + deployment + "/etc/hostname")).isEqualTo("test\n");
        assertThat(debugfs(image, "cat " + deployment + ".origin")).contains("refspec=test/one");
        assertThat(image.kernel()).hasContent("a kernel");
        assertThat(image.initramfs()).hasContent("an initramfs");
    }

    @Test
    void theCommandLineIsWhatLibostreeWrote() throws IOException {
        BootableImage image = build("a.img", commit.ref());
        assertThat(image.kernelArguments())
                .matches("root=UUID=[0-9a-f-]{36} rw console=ttyS0 quiet console=ttyS1"
                        + " ostree=/ostree/boot\\.[01]/testos/[0-9a-f]{64}/0");
        assertThat(directory.resolve("a.img.cmdline")).hasContent(image.kernelArguments());
    }

    @Test
    void theSameCommitGivesTheSameBytes() throws IOException, InterruptedException {
        Path first = build("a.img", commit.ref()).disk();
        Thread.sleep(1100);
        Path second = build("b.img", commit.ref()).disk();
        assertThat(Files.mismatch(first, second)).isEqualTo(-1);
    }

    @Test
    void nothingStaysOfAnImageThatCannotBeMade() {
        assertThatThrownBy(() -> build("a.img", "test/none"))
                .isInstanceOf(KeelsonException.class)
                .hasMessageContaining("ostree rev-parse")
                .hasMessageContaining("test/none");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void anImageThatIsTooSmallSaysSo() throws IOException, InterruptedException {
        Path tree = Files.createDirectories(directory.resolve("tree/usr/lib"));
        byte[] noise = new byte[80 << 20];
        new Random(1).nextBytes(noise);
        Files.write(tree.resolve("big"), noise);
        SmallCommit.run(
                "ostree",
                "commit",
                "--repo=" + commit.repo(),
                "--branch=test/big",
                "--owner-uid=0",
                "--owner-gid=0",
                "--tree=ref=" + commit.ref(),
                "--tree=dir=" + directory.resolve("tree"));
        assertThatThrownBy(() -> build("a.img", "test/big"))
                .isInstanceOfSatisfying(
                        KeelsonException.class, e -> assertThat(e.hint()).contains("64 MiB is too small"));
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).containsExactly(directory.resolve("tree"));
        }
    }

    @Test
    void aRepositoryThatIsNoneIsAMistakeOfTheCaller() {
        assertThatThrownBy(() -> ImageRequest.of(directory, "x"))
                .isInstanceOfSatisfying(
                        KeelsonException.class, e -> assertThat(e.exitCode()).isEqualTo(KeelsonException.USAGE))
                .hasMessage(directory + " is not an OSTree repository");
    }

    @Test
    void aKernelThatIsNoneIsToldByQemu() {
        BootableImage image = build("a.img", commit.ref());
        assertThatThrownBy(() ->
                        QemuBoot.run(image, QemuOptions.DEFAULT.with(Accelerator.TCG), directory, Progress.SILENT))
                .isInstanceOf(KeelsonException.class)
                .hasMessageContaining("QEMU ended with status 1");
    }

    private String debugfs(BootableImage image, String command) {
        try (Workspace workspace = Workspace.create(directory, false)) {
            return new Programs(workspace, false, Map.of())
                    .run("debugfs", "-R", command, image.disk().toString());
        }
    }
}
