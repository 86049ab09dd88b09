package io.keelson.cli.ostree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a collection to a stick, and from a remote that has it.
class CollectionCommandsTest {
    private static final String ID = "org.example.Os";

    @TempDir
    Path dir;

    private Path source = Path.of("");
    private String said = "";

    @BeforeEach
    void makeCollection() throws Exception {
        source = dir.resolve("source");
        Path tree = Files.createDirectory(dir.resolve("tree"));
        Files.writeString(tree.resolve("file"), "text");
        ok("--repo=" + source, "init", "--mode=archive", "--collection-id=" + ID);
        ok("--repo=" + source, "commit", "-b", "main", "--tree=dir=" + tree);
        ok("--repo=" + source, "summary", "-u");
    }

    private int run(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
        int status = OstreeMain.run(new OstreeCommand(out, out), arguments);
        out.flush();
        said = bytes.toString(StandardCharsets.UTF_8);
        return status;
    }

    private void ok(String... arguments) {
        assertThat(run(arguments)).as(() -> said).isZero();
    }

    private void fails(String message, String... arguments) {
        assertThat(run(arguments)).isEqualTo(1);
        assertThat(said).contains(message);
    }

    @Test
    void aStickHoldsTheRefsAndALinkToThem() throws Exception {
        Path stick = Files.createDirectory(dir.resolve("stick"));
        ok("--repo=" + source, "create-usb", "--destination-repo=some/place", stick.toString(), ID, "main");
        Path link = stick.resolve(".ostree/repos.d/00-generated");
        assertThat(Files.readSymbolicLink(link)).hasToString("../../some/place");
        ok("--repo=" + link, "refs", "--collections");
        assertThat(said).isEqualTo("(org.example.Os, main)\n");
        ok("--repo=" + link, "summary", "-v");
        assertThat(said).contains("(org.example.Os, main)");
        ok("--repo=" + source, "create-usb", "--destination-repo=some/place", stick.toString(), ID, "main");
        assertThat(stick.resolve(".ostree/repos.d/01-generated")).doesNotExist();
    }

    @Test
    void aStickIsNotLeft() throws Exception {
        Path stick = Files.createDirectory(dir.resolve("stick"));
        Files.createSymbolicLink(stick.resolve("out"), Files.createDirectory(dir.resolve("elsewhere")));
        for (String place :
                new String[] {"../elsewhere", dir.resolve("elsewhere").toString(), "out", "out/below", "."}) {
            fails(
                    "--destination-repo must be a descendent of MOUNT-PATH",
                    "--repo=" + source,
                    "create-usb",
                    "--destination-repo=" + place,
                    stick.toString(),
                    ID,
                    "main");
        }
        assertThat(dir.resolve("elsewhere")).isEmptyDirectory();
        fails("Only complete", "--repo=" + source, "create-usb", stick.toString(), ID, "main", ID);
        fails("not found", "--repo=" + source, "create-usb", stick.toString(), ID, "other");
    }

    @Test
    void refsAreFoundAndFetched() {
        Path here = dir.resolve("here");
        ok("--repo=" + here, "init", "--mode=bare-user");
        ok(
                "--repo=" + here,
                "remote",
                "add",
                "--no-gpg-verify",
                "--no-sign-verify",
                "--collection-id=" + ID,
                "origin",
                source.toUri().toString());
        ok("--repo=" + here, "find-remotes", ID, "main", ID, "other");
        assertThat(said).contains("Result 0: file://", "1/2 refs were found.", " - (org.example.Os, other)");
        ok("--repo=" + here, "find-remotes", "--pull", ID, "main");
        assertThat(said).contains("Pulled 1/1 refs successfully.");
        ok("--repo=" + here, "rev-parse", "origin:main");
        ok("--repo=" + here, "find-remotes", "org.example.Other", "main");
        assertThat(said).isEqualTo("No results.\n");
        fails("Unknown or duplicate finder type", "--repo=" + here, "find-remotes", "--finders=lan", ID, "main");
    }
}
