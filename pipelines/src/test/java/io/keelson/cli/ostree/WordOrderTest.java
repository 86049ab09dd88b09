package io.keelson.cli.ostree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordOrderTest {
    @ParameterizedTest
    @CsvSource({
        "--repo=r refs --list, refs --repo=r --list",
        "--repo r refs, refs --repo r",
        "--repo refs refs, refs --repo refs",
        "--timestamp=1 commit -b x, commit --timestamp=1 -b x",
        "--repo=r remote --set=a=b add name url, remote add --repo=r --set=a=b name url",
        "remote refs refs, remote refs refs",
        "static-delta --repo=r list, static-delta list --repo=r",
        "show static-delta list, show static-delta list",
        "remote nonsense add, remote nonsense add",
        "nonsense refs, nonsense refs",
        "--version, --version",
        "-v --help, -v --help",
    })
    void namesOfCommandsComeFirst(String given, String expected) {
        assertThat(WordOrder.namesFirst(given.split(" "))).containsExactly(expected.split(" "));
    }
}
