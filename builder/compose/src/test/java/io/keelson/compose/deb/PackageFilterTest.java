package io.keelson.compose.deb;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.Meta;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageFilterTest {
    private static PackageEntry link(String path) {
        return new PackageEntry(path, Entry.Link.to("x"), null);
    }

    @ParameterizedTest
    @CsvSource({
        "usr/share/doc/a/README, false",
        "usr/share/doc/a/copyright, true",
        "usr/share/man/man1/a.1.gz, false",
        "usr/share/documents/a, true",
        "usr/share/info/a, false",
        "usr/lib/doc/a, true",
    })
    void documentation(String path, boolean kept) {
        PackageFilter none = new PackageFilter(false, Set.of(), Map.of());
        assertThat(none.keeps("a", link(path))).isEqualTo(kept);
        assertThat(PackageFilter.ALL.keeps("a", link(path))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "usr/share/locale/de/LC_MESSAGES/a.mo, true",
        "usr/share/locale/de_AT/LC_MESSAGES/a.mo, true",
        "usr/share/locale/pt_BR/LC_MESSAGES/a.mo, true",
        "usr/share/locale/pt/LC_MESSAGES/a.mo, false",
        "usr/share/locale/sr@latin/LC_MESSAGES/a.mo, false",
        "usr/share/locale/locale.alias, true",
        "usr/share/man/fr/man1/a.1, false",
        "usr/share/man/man1/a.1, true",
        "usr/share/help/fr/a/index, false",
        "usr/lib/locale/fr/a, true",
    })
    void languages(String path, boolean kept) {
        PackageFilter some = new PackageFilter(true, Set.of("de", "pt_BR"), Map.of());
        assertThat(some.keeps("a", link(path))).isEqualTo(kept);
    }

    @Test
    void patternsBelongToOnePackage() {
        PackageFilter filter = new PackageFilter(true, Set.of(), Map.of("a", List.of(Pattern.compile("/etc/.*\\.d$"))));
        PackageEntry directory = new PackageEntry("etc/x.d", Entry.Dir.empty(Meta.DIRECTORY), null);
        assertThat(filter.keeps("a", directory)).isFalse();
        assertThat(filter.keeps("a", link("srv/etc/y.d"))).isFalse();
        assertThat(filter.keeps("a", link("etc/x.d/file"))).isTrue();
        assertThat(filter.keeps("b", directory)).isTrue();
    }

    @Test
    void directoriesStay() {
        PackageFilter none = new PackageFilter(false, Set.of("de"), Map.of());
        Entry directory = Entry.Dir.empty(Meta.DIRECTORY);
        assertThat(none.keeps("a", new PackageEntry("usr/share/doc/a", directory, null)))
                .isTrue();
        assertThat(none.keeps("a", new PackageEntry("usr/share/locale/fr/LC_MESSAGES", directory, null)))
                .isTrue();
    }
}
