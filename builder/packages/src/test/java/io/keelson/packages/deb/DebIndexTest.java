package io.keelson.packages.deb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebIndexTest {
    private static final String SOME = """
            base-files 12.4; Essential: yes; Priority: required; Provides: base
            mawk 1.3.4; Provides: awk, posix-awk (= 2); Pre-Depends: libc6 (>= 2.36); Multi-Arch: foreign
            libc6 2:2.36-9+deb12u1; Multi-Arch: same; Priority: optional; Protected: yes
            libc6 2:2.36-8 i386; Multi-Arch: same
            """;

    @TempDir
    Path directory;

    @Test
    void knowsPackagesByNameAndByWhatTheyProvide() throws IOException {
        DebIndex index = Stanzas.index(Stanzas.text(SOME));
        assertThat(index.size()).isEqualTo(4);
        assertThat(index.named("libc6")).extracting(DebPackage::arch).containsExactly("amd64", "i386");
        assertThat(index.providing("awk")).extracting(DebPackage::name).containsExactly("mawk");
        assertThat(index.providing("posix-awk")).isEqualTo(index.named("mawk"));
        assertThat(index.named("awk")).isEmpty();
        assertThat(index.named("nothing")).isEmpty();
        assertThat(index.names()).containsExactlyInAnyOrder("base-files", "mawk", "libc6");
        assertThat(index.essential()).extracting(DebPackage::name).containsExactly("base-files");
    }

    @Test
    void hasTheFields() throws IOException {
        DebPackage libc = Stanzas.index(Stanzas.text(SOME)).named("libc6").getFirst();
        assertThat(libc.version()).isEqualTo("2:2.36-9+deb12u1");
        assertThat(libc.multiArch()).isEqualTo(MultiArch.SAME);
        assertThat(libc.priority()).isEqualTo(3);
        assertThat(libc.isProtected()).isTrue();
        assertThat(libc.essential()).isFalse();
        assertThat(libc.size()).isEqualTo(1000);
        assertThat(libc.url()).isEqualTo("http://deb.example/debian/pool/libc6_2:2.36-9+deb12u1_amd64.deb");
        assertThat(libc.text(RelationField.PRE_DEPENDS)).isEmpty();
    }

    @Test
    void readsFoldedFieldsOddCaseAndMissingLastNewline() throws IOException {
        String text = "depends: b,\n c (>= 2),\n\td\n" + Stanzas.text("a 1").replace("SHA256", "sha256");
        DebPackage a = Stanzas.index(text.stripTrailing().replace("\n", "\r\n"))
                .named("a")
                .getFirst();
        assertThat(a.relations(RelationField.DEPENDS, "amd64"))
                .extracting(Clause::toString)
                .containsExactly("b", "c (>= 2)", "d");
    }

    @Test
    void isTheSameFromItsCache() throws IOException {
        DebIndex index = Stanzas.index(Stanzas.text(SOME));
        Path cache = directory.resolve("cache");
        index.save(cache);
        DebIndex loaded = DebIndex.load(cache, index.origin()).orElseThrow();
        assertThat(loaded.names()).isEqualTo(index.names());
        for (String name : index.names()) {
            assertThat(loaded.named(name))
                    .map(DebIndexTest::all)
                    .isEqualTo(index.named(name).stream().map(DebIndexTest::all).toList());
        }
        assertThat(loaded.providing("base")).hasSize(1);
        assertThat(directory.toFile().list()).containsExactly("cache");
    }

    @Test
    void passesOverADamagedOrMissingCache() throws IOException {
        DebIndex index = Stanzas.index(Stanzas.text(SOME));
        Path cache = directory.resolve("cache");
        assertThat(DebIndex.load(cache, index.origin())).isEmpty();
        index.save(cache);
        byte[] whole = Files.readAllBytes(cache);
        for (int length : new int[] {0, 7, 40, whole.length / 2, whole.length - 1}) {
            Files.write(cache, java.util.Arrays.copyOf(whole, length));
            assertThat(DebIndex.load(cache, index.origin()))
                    .as("%s bytes", length)
                    .isEmpty();
        }
        whole[whole.length / 2] ^= 1;
        Files.write(cache, whole);
        assertThat(DebIndex.load(cache, index.origin())).isEmpty();
    }

    @Test
    void survivesLinesLongerThanItsBuffer() throws IOException {
        StringBuilder provides = new StringBuilder("first");
        for (int i = 0; i < 60_000; i++) {
            provides.append(", name-").append(i);
        }
        DebIndex index = Stanzas.index(Stanzas.text("a 1; Provides: " + provides + "\nb 1"));
        assertThat(index.providing("name-59999")).hasSize(1);
        assertThat(index.named("b")).hasSize(1);
    }

    @Test
    void errorsNameFileAndLine() {
        String good = Stanzas.text("good 1");
        assertWrong(good + "Package: x\n\n", "dists/Packages:10: package x: the field Version is missing");
        assertWrong(good + "nonsense\n", "dists/Packages:10: this is neither a field");
        assertWrong(good + Stanzas.text("b 1").replace("Size: 1000", "Size: much"), "dists/Packages:16: Size 'much'");
        assertWrong(good + Stanzas.text("b 1; Multi-Arch: yes"), "Multi-Arch 'yes' is none of");
        assertWrong(good + Stanzas.text("b 1; Version: 2"), "the field Version stands here twice");
        assertWrong(Stanzas.text("b 1").replace("SHA256", "SHA512"), "there is only SHA512");
        assertWrong(Stanzas.text("b 1").replaceAll("SHA256: .*", "SHA256: 12"), "SHA256 '12' has not 64 digits");
    }

    @Test
    void aMalformedRelationNamesItsPackage() throws IOException {
        DebPackage a =
                Stanzas.index(Stanzas.text("a 1; Depends: b (")).named("a").getFirst();
        assertThatThrownBy(() -> a.relations(RelationField.DEPENDS, "amd64"))
                .hasMessageContaining("package a 1 of bookworm: field Depends");
    }

    @Test
    void theFirstRepositoryCountsForTheSameFile() throws IOException {
        Universe universe =
                Stanzas.universe(new String[] {"one", "a 1\nb 1"}, new String[] {"two", "a 1\na 2\nb 1; Depends: a"});
        assertThat(universe.named("a"))
                .extracting(p -> p.version() + " " + p.origin().repo())
                .containsExactly("2 two", "1 one");
        assertThat(universe.size()).isEqualTo(5);
    }

    @Test
    void aHigherPriorityWinsOverANewerVersion() throws IOException {
        URI base = URI.create("file:///repo");
        try (InputStream high = Stanzas.stream(Stanzas.text("a 1"));
                InputStream low = Stanzas.stream(Stanzas.text("a 2"))) {
            Universe universe = Universe.read(java.util.List.of(
                    new PackagesFile("low", base, 100, "low", low), new PackagesFile("high", base, high)));
            assertThat(universe.named("a")).extracting(DebPackage::version).containsExactly("1", "2");
        }
    }

    private static String all(DebPackage p) {
        StringBuilder all = new StringBuilder(p + " " + p.arch() + " " + p.url() + " " + p.size() + p.sha256()
                + p.essential() + p.isProtected() + p.multiArch() + p.priority());
        for (RelationField field : RelationField.values()) {
            all.append(' ').append(p.text(field));
        }
        return all.toString();
    }

    private static void assertWrong(String text, String message) {
        assertThatThrownBy(() -> Stanzas.index(text)).hasMessageContaining(message);
    }
}
