package io.keelson.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.compose.layer.Layer;
import io.keelson.compose.layer.Layers;
import io.keelson.compose.treefile.LoadOptions;
import io.keelson.compose.treefile.Treefile;
import io.keelson.packages.LockedPackage;
import io.keelson.release.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputHashTest {
    @TempDir
    Path directory;

    private Treefile treefile(String place, String text) throws IOException {
        Path file = Files.createDirectories(directory.resolve(place)).resolve("image.yaml");
        return Treefile.load(Files.writeString(file, text), LoadOptions.of("x86_64"));
    }

    private static LockedPackage pack(String version, String repo, String url, int content) {
        return new LockedPackage("a", version, "amd64", repo, url, Digest.of(new byte[] {(byte) content}), content);
    }

    private static Digest hash(Treefile treefile, List<LockedPackage> packages) {
        return InputHash.of(treefile, packages, new Layers(List.of()));
    }

    private static Layers layer(int commit, boolean overrides) {
        return new Layers(List.of(new Layer("here", "overlay", Digest.of(new byte[] {(byte) commit}), overrides)));
    }

    @Test
    void dependsOnWhatIsInTheImageAndNotWhereItCameFrom() throws IOException {
        Treefile image = treefile("one", "ref: test\nselinux: false\nrepos: [host]\npackages: [a]\n");
        Treefile elsewhere = treefile("two", "ref: test\nselinux: false\nrepos: [host]\npackages: [a]\n");
        Treefile other = treefile("three", "ref: test\nselinux: false\nrepos: [host]\npackages: [a, b]\n");
        Digest hash = hash(image, List.of(pack("1", "main", "http://a/", 1)));
        assertThat(hash(elsewhere, List.of(pack("1", "mirror", "http://b/", 1))))
                .isEqualTo(hash);
        assertThat(hash(other, List.of(pack("1", "main", "http://a/", 1)))).isNotEqualTo(hash);
        assertThat(hash(image, List.of(pack("2", "main", "http://a/", 1)))).isNotEqualTo(hash);
        assertThat(hash(image, List.of(pack("1", "main", "http://a/", 2)))).isNotEqualTo(hash);
        assertThat(hash(image, List.of())).isNotEqualTo(hash);
    }

    @Test
    void dependsOnTheCommitsOfLayersAndHowTheyAreLaid() throws IOException {
        Treefile image = treefile("one", "ref: test\nselinux: false\nrepos: [host]\npackages: [a]\n");
        assertThat(List.of(
                        hash(image, List.of()),
                        InputHash.of(image, List.of(), layer(1, false)),
                        InputHash.of(image, List.of(), layer(2, false)),
                        InputHash.of(image, List.of(), layer(1, true))))
                .doesNotHaveDuplicates();
    }
}
