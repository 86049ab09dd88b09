package io.keelson.compose.treefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KickstartTest {
    @TempDir
    Path directory;

    private Trees trees;

    @BeforeEach
    void trees() {
        trees = new Trees(directory);
    }

    @Test
    void packagesAndIncludes() {
        Treefile tree = trees.file("host.ks", """
                        # what a host needs
                        %include sub/more.ks

                        %packages --exclude-weakdeps
                        bash   # the shell
                          vim*
                        -nano
                        %end
                        """)
                .file("sub/more.ks", "%include \"last.ks\"\n%packages\nzsh\n-emacs\n%end\n")
                .file("sub/last.ks", "%packages\n%end\n")
                .yaml("include: host.ks\npackages: [bash]\n");
        assertThat(tree.packages()).extracting(Requested::text).containsExactly("bash", "vim*", "zsh");
        assertThat(tree.packages().get(1).origin()).hasToString(directory + "/host.ks:6:3");
        assertThat(tree.excludePackages()).extracting(Requested::text).containsExactly("emacs", "nano");
        assertThat(tree.recommends()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "lang en_US|1:1: 'lang' has no meaning in a treefile; only %packages and %include have",
                "%packages~a|1:1: %packages has no %end",
                "%packages --ignoremissing~%end|1:11: unknown option '--ignoremissing' of %packages",
                "%packages~@core~%end|2:1: '@core' is a group; name its packages",
                "%packages~-@core~%end|2:1: '-@core' is a group",
                "%packages~a b~%end|2:3: expected one package in a line",
                "%packages~-~%end|2:1: expected the name of a package after '-'",
                "%packages~%include x~%end|2:1: '%include' inside %packages; end the section with %end first",
                "%end|1:1: %end ends nothing here",
                "%include|1:1: %include takes one file name, found 0",
                "%include no.ks|1:10: no such file: no.ks",
                "%include k.ks|1:10: k.ks includes itself",
            })
    void mistakes(String text, String complaint) {
        assertThat(trees.file("k.ks", text.replace('~', '\n')).mistakes("k.ks")).startsWith("k.ks:" + complaint);
    }
}
