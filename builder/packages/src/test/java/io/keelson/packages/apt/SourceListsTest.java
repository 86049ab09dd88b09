package io.keelson.packages.apt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceListsTest {
    @TempDir
    Path dir;

    @Test
    void readsStanzas() throws Exception {
        List<Source> sources = read("debian.sources", """
                # what we use
                Types: deb deb-src
                URIs: http://a/debian/ https://b/debian
                Suites: bookworm bookworm-updates
                Components: main contrib main
                Architectures: amd64 arm64
                Signed-By: /k/one.gpg two.asc

                Types: deb-src
                URIs: http://src/
                Suites: x
                Components: main

                Enabled: no
                Types: nonsense

                Types: deb
                URIs: file:/srv/$(ARCH)
                Suites: ./
                Check-Valid-Until: no
                By-Hash: force
                Trusted: yes
                """);

        assertThat(sources)
                .extracting(source -> source.uri().toString(), Source::suite)
                .containsExactly(
                        tuple("http://a/debian/", "bookworm"),
                        tuple("http://a/debian/", "bookworm-updates"),
                        tuple("https://b/debian", "bookworm"),
                        tuple("https://b/debian", "bookworm-updates"),
                        tuple("file:///srv/amd64", "./"));
        Source first = sources.getFirst();
        assertThat(first.components()).containsExactly("main", "contrib");
        assertThat(first.architectures()).isEqualTo(Set.of("amd64", "arm64"));
        assertThat(first.covers("i386")).isFalse();
        assertThat(first.signedBy().files()).containsExactly(Path.of("/k/one.gpg"), dir.resolve("two.asc"));
        assertThat(first.trust()).isEqualTo(Source.Trust.SIGNED);
        assertThat(first.byHash()).isNull();
        assertThat(first.id("contrib")).isEqualTo("debian/bookworm/contrib");
        assertThat(first.where()).isEqualTo(dir.resolve("debian.sources") + ":2");
        Source last = sources.getLast();
        assertThat(last.checkValidUntil()).isFalse();
        assertThat(last.byHash()).isTrue();
        assertThat(last.trust()).isEqualTo(Source.Trust.BLIND);
        assertThat(last.id("")).isEqualTo("debian/.");
    }

    @Test
    void readsLines() throws Exception {
        List<Source> sources = read("old.list", """
                # comment
                deb http://a/debian bookworm main contrib # more
                deb-src http://a/debian bookworm main
                deb [ arch=amd64,i386 signed-by=/k/x.gpg trusted=no lang=none ] https://b stable main
                deb [arch-=i386 check-valid-until=no] file:/srv ./
                """);

        assertThat(sources)
                .extracting(Source::uri)
                .containsExactly(
                        URI.create("http://a/debian"),
                        URI.create("https://b"),
                        Path.of("/srv").toUri());
        assertThat(sources.getFirst().signedBy()).isEqualTo(SignedBy.HOST);
        assertThat(sources.get(1).architectures()).isEqualTo(Set.of("amd64", "i386"));
        assertThat(sources.get(1).signedBy().files()).containsExactly(Path.of("/k/x.gpg"));
        assertThat(sources.get(1).trust()).isEqualTo(Source.Trust.NEVER);
        assertThat(sources.get(2).covers("i386")).isFalse();
        assertThat(sources.get(2).covers("amd64")).isTrue();
    }

    @Test
    void tellsAllMistakesOfAllFilesTogether() throws Exception {
        Path stanzas = Files.writeString(dir.resolve("a.sources"), """
                Types: deb rpm
                URIs: ftp://a/ /b
                Suites: s
                Components: main
                Signed-By: 0123456789ABCDEF
                By-Hash: perhaps

                Types: deb
                Suites: flat/
                Components: main
                """);
        Path lines = Files.writeString(dir.resolve("b.list"), """
                deb http://a bookworm
                rpm http://a bookworm main
                deb http://a
                deb [x] http:///y bookworm main
                """);

        assertThatThrownBy(() -> SourceLists.read(List.of(stanzas, lines, dir.resolve("c.list")), "amd64"))
                .isInstanceOf(KeelsonException.class)
                .hasMessage(String.join(
                        "\n",
                        stanzas + ":1: the type \"rpm\" is neither deb nor deb-src",
                        stanzas + ":5: the key id 0123456789ABCDEF is too short to be safe: give the whole fingerprint",
                        stanzas + ":2: the address ftp://a/ is not of the form http:, https: or file:",
                        stanzas + ":2: the address /b is not of the form http:, https: or file:",
                        stanzas + ":8: a source needs the field URIs",
                        lines + ":1: the suite \"bookworm\" needs components (or a \"/\" at its end if it is a path)",
                        lines + ":2: the type \"rpm\" is neither deb nor deb-src",
                        lines + ":3: expected \"deb [option=value ...] URI SUITE COMPONENT...\"",
                        lines + ":4: the option \"x\" is not of the form name=value",
                        lines + ":4: no host in the address http:///y",
                        dir.resolve("c.list") + ": there is no such source list"));
    }

    @Test
    void readsWhatTheHostHas() throws Exception {
        Path etc = dir.resolve("etc/apt");
        Files.createDirectories(etc.resolve("sources.list.d"));
        assertThatThrownBy(() -> SourceLists.host(etc, "amd64"))
                .hasMessageContaining("this machine has no apt sources");

        Files.writeString(etc.resolve("sources.list"), "deb http://main/ stable main\n");
        Files.writeString(etc.resolve("sources.list.d/b.list"), "deb http://b/ stable main\n");
        Files.writeString(etc.resolve("sources.list.d/a.sources"), "Types: deb\nURIs: http://a\nSuites: x/\n");
        Files.writeString(etc.resolve("sources.list.d/c.list.save"), "deb http://c/ stable main\n");
        Files.writeString(etc.resolve("sources.list.d/odd name.list"), "nonsense\n");
        assertThat(SourceLists.host(etc, "amd64"))
                .extracting(source -> source.id("main"))
                .containsExactly("sources/stable/main", "a/x/main", "b/stable/main");
    }

    private List<Source> read(String name, String text) throws IOException {
        return SourceLists.read(List.of(Files.writeString(dir.resolve(name), text)), "amd64");
    }
}
