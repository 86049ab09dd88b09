package io.keelson.compose.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.compose.Run;
import io.keelson.compose.finish.TreeText;
import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.Meta;
import io.keelson.compose.tree.TreeEditor;
import io.keelson.ostree.Xattrs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real programs in a real sandbox: this machine's own, for want of an image.
class BubblewrapSandboxTest {
    /// A version 2 capability set with cap_net_raw, effective (capabilities(7), struct vfs_cap_data).
    private static final byte[] NET_RAW = HexFormat.of().parseHex("0100000200200000000000000000000000000000");

    private static final String TREE = """
            d dev
            d proc
            d run
            d tmp
            d 0750 7:8 srv/owned
            f srv/owned/file "old"
            f 4755 0:0 srv/setuid "s"
            f srv/gone "x"
            d srv/dir
            f srv/dir/old "old"
            f srv/dir/sub/old "old"
            f srv/first "hard"
            l srv/link -> old
            d srv/shape
            f srv/shape/x "x"
            f srv/file-shape "x"
            """;

    @TempDir
    Path directory;

    private final Contents contents = new Contents();

    /// The tree above with a shell and a few programs that need nothing but themselves and their libraries.
    private FileTree tree() throws IOException, InterruptedException {
        TreeEditor editor = TreeText.of(TREE, contents).tree().edit();
        editor.put(
                "srv/able",
                contents.file(Meta.PROGRAM.withXattrs(Xattrs.of(Map.of("security.capability", NET_RAW))), "able"));
        String programs = "sh cat chown chmod ln ls mkdir mv rm stat setcap getcap";
        String needed = Run.script(
                directory,
                "PATH=$PATH:/sbin:/usr/sbin; for p in " + programs
                        + "; do p=$(realpath $(command -v $p)); echo $p; ldd $p | grep -o '/[^ ]*'; done"
                        + " | sort -u");
        for (String path : needed.lines().toList()) {
            addProgram(editor, path);
        }
        for (String program : programs.split(" ", -1)) {
            String real = Run.script(directory, "PATH=$PATH:/sbin:/usr/sbin; realpath $(command -v " + program + ")")
                    .strip();
            if (!real.endsWith("/" + program)) {
                editor.put("usr/bin/" + program, Entry.Link.to(real));
            }
        }
        for (String top : List.of("bin", "sbin", "lib", "lib64")) {
            editor.put(top, Entry.Link.to("usr/" + top));
        }
        return editor.build();
    }

    private void addProgram(TreeEditor editor, String path) throws IOException {
        Path file = Path.of(path);
        String place = path.startsWith("/usr/") ? path.substring(1) : "usr" + path;
        editor.put(place, contents.file(Meta.PROGRAM, Files.readAllBytes(file)));
    }

    private String run(Sandbox sandbox, String script) throws InterruptedException {
        Output output = sandbox.run(Program.of("sh", "-e", "-c", script));
        assertThat(output.status()).as(output.text()).isZero();
        return output.text();
    }

    private String list(FileTree tree) {
        return new TreeText(tree, contents).list("srv");
    }

    @Test
    void untouchedTreesComeBackEqual() throws Exception {
        FileTree tree = tree();
        try (Sandbox sandbox = BubblewrapSandbox.create(directory.resolve("work"), tree, contents)) {
            assertThat(run(sandbox, "stat -c '%u %g %a' /srv/owned /srv/setuid; getcap /srv/able"))
                    .isEqualTo("7 8 750\n0 0 4755\n/srv/able cap_net_raw=ep\n");
            assertThat(sandbox.tree()).isEqualTo(tree);
        }
        assertThat(directory.resolve("work").toFile().list()).containsExactly("lower");
    }

    @Test
    void everyKindOfChangeIsReadBack() throws Exception {
        try (Sandbox sandbox = BubblewrapSandbox.create(directory.resolve("work"), tree(), contents)) {
            run(sandbox, """
                    cd /srv
                    chown 33:44 owned/file; chmod 6711 setuid
                    rm gone
                    rm -r dir; mkdir dir; echo new > dir/new
                    ln first second; ln first owned/third
                    rm link; ln -s new link
                    rm -r shape; ln -s elsewhere shape
                    rm file-shape; mkdir -m 1777 file-shape
                    echo cap > capable; chmod 755 capable; setcap cap_net_raw=ep capable
                    mkdir -p ü/ö; ln -s x 'ü/a b'
                    """);
            FileTree after = sandbox.tree();
            assertThat(list(after)).isEqualTo("""
                            f 0755 0:0 srv/able "able"
                            f 0755 0:0 srv/capable "cap\\n"
                            f srv/dir/new "new\\n"
                            d 1777 0:0 srv/file-shape
                            f srv/first "hard"
                            l srv/link -> new
                            d 0750 7:8 srv/owned
                            f 0644 33:44 srv/owned/file "old"
                            f srv/owned/third "hard"
                            f srv/second "hard"
                            f 6711 0:0 srv/setuid "s"
                            l srv/shape -> elsewhere
                            l srv/ü/a b -> x
                            d srv/ü/ö
                            """);
            assertThat(capability(after, "srv/capable")).isEqualTo(NET_RAW);
            assertThat(capability(after, "srv/able")).isEqualTo(NET_RAW);
        }
    }

    private static byte[] capability(FileTree tree, String path) {
        Entry entry = tree.get(path);
        byte[] value = entry == null ? null : entry.meta().xattrs().get("security.capability");
        return value == null ? new byte[0] : value;
    }

    @Test
    void anUpdateIsSeenAndReadBackExactly() throws Exception {
        FileTree tree = tree();
        String deep = "srv/" + "long-directory-name/".repeat(8) + "tööl";
        Xattrs able = Xattrs.of(Map.of("security.capability", NET_RAW));
        FileTree target = tree.edit()
                .put(deep, contents.file(new Meta(65_000, 65_001, 0755, able), "far"))
                .put("srv/" + "t".repeat(200), Entry.Link.to("../" + "x/".repeat(100)))
                .putDir("srv/dir", new Meta(5, 6, 02770, Xattrs.EMPTY))
                .put("srv/gone", Entry.Link.to("now a link"))
                .put("srv/link", Entry.Dir.empty(Meta.DIRECTORY))
                .put("srv/-rf", contents.file(Meta.FILE, "a name like an option"))
                .build();
        try (Sandbox sandbox = BubblewrapSandbox.create(directory.resolve("work"), tree, contents)) {
            sandbox.update(target);
            assertThat(run(sandbox, "cat '/" + deep + "'; ls -A /srv/link; stat -c '%u:%g %a' /srv/dir"))
                    .isEqualTo("far5:6 2770\n");
            assertThat(sandbox.tree()).isEqualTo(target);
            sandbox.update(tree);
            assertThat(sandbox.tree()).isEqualTo(tree);
        }
    }

    @Test
    void programsSeeNeitherTheNetworkNorThisMachine() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "secret");
        try (Sandbox sandbox = BubblewrapSandbox.create(directory.resolve("work"), tree(), contents)) {
            assertThat(run(sandbox, "cat /proc/net/dev")).contains("lo:").doesNotContain("eth", "ens", "wl");
            assertThat(run(sandbox, "ls -A /tmp /run; ls -d " + secret + " 2>&1 || echo unseen"))
                    .endsWith("unseen\n");
            assertThat(run(sandbox, "ls /")).doesNotContain("home", "work", "root\n");
            Output bound = sandbox.run(Program.of("cat", "/tmp/given").bind(secret, "/tmp/given"));
            assertThat(bound.text()).isEqualTo("secret\n");
        }
    }

    @Test
    void hiddenProgramsDoNothingAndStay() throws Exception {
        FileTree tree = tree().edit()
                .put("usr/sbin/loud", contents.file(Meta.PROGRAM, "#!/bin/sh\necho loud\n"))
                .build();
        try (Sandbox sandbox = BubblewrapSandbox.create(directory.resolve("work"), tree, contents)) {
            Program loud = Program.of("loud");
            assertThat(sandbox.run(loud).text()).isEqualTo("loud\n");
            assertThat(sandbox.run(loud.hiding(List.of("usr/sbin/loud", "usr/sbin/absent"))))
                    .isEqualTo(new Output(0, ""));
            assertThat(sandbox.run(Program.of("policy-rc.d")).status()).isEqualTo(101);
            assertThat(sandbox.tree()).isEqualTo(tree);
        }
    }

    @Test
    void theExitStatusAndTheOutputAreTheProgramsOwn() throws Exception {
        try (Sandbox sandbox = BubblewrapSandbox.create(directory.resolve("work"), tree(), contents)) {
            assertThat(sandbox.run(Program.of("sh", "-c", "echo out; echo err >&2; exit 7")))
                    .isEqualTo(new Output(7, "out\nerr\n"));
        }
    }

    @Test
    void whatDeadProcessesLeftIsRemovedAndLivingOnesKeepTheirs() throws Exception {
        Path work = Files.createDirectory(directory.resolve("work"));
        Path dead = work.resolve("sandbox-1");
        Files.createDirectories(dead.resolve("upper/x"));
        Files.writeString(work.resolve("sandbox-1.lock"), "");
        FileTree tree = tree();
        try (Sandbox first = BubblewrapSandbox.create(work, tree, contents)) {
            assertThat(dead).doesNotExist();
            assertThat(work.resolve("sandbox-1.lock")).doesNotExist();
            try (Sandbox second = BubblewrapSandbox.create(work, tree, contents)) {
                assertThat(run(first, "echo first")).isEqualTo("first\n");
                assertThat(run(second, "echo second")).isEqualTo("second\n");
            }
            assertThat(run(first, "echo still")).isEqualTo("still\n");
        }
        assertThat(work.toFile().list()).containsExactly("lower");
    }
}
