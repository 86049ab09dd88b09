package io.keelson.compose.deb;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.compose.sandbox.Output;
import org.junit.jupiter.api.Test;

class MaintainerScriptsTest {
    /// What dpkg 1.21.22 says.
    private static final String DPKG = """
            Setting up gamma (1.0) ...
            gamma is fine
            Setting up alpha (1.0) ...
            reading the settings
            no such setting: colour
            dpkg: error processing package alpha (--configure):
             installed alpha package post-installation script subprocess returned error exit status 3
            dpkg: dependency problems prevent configuration of beta:
             beta depends on alpha; however:
              Package alpha is not configured yet.

            dpkg: error processing package beta (--configure):
             dependency problems - leaving unconfigured
            Errors were encountered while processing:
             alpha
             beta
            """;

    @Test
    void namesEachPackageAndShowsWhatItSaid() {
        assertThat(MaintainerScripts.failure(new Output(1, DPKG))).hasMessage("""
                        maintainer scripts failed (dpkg ended with status 1):
                        package alpha: installed alpha package post-installation script subprocess returned error exit status 3
                          Setting up alpha (1.0) ...
                          reading the settings
                          no such setting: colour
                        package beta: dependency problems - leaving unconfigured
                          dpkg: dependency problems prevent configuration of beta:
                           beta depends on alpha; however:
                            Package alpha is not configured yet.""");
    }

    @Test
    void aFailureOfDpkgItselfShowsItsLastLines() {
        String said = "line\n".repeat(100) + "dpkg: error: cannot read the status file\n";
        assertThat(MaintainerScripts.failure(new Output(2, said)).getMessage())
                .startsWith("maintainer scripts failed (dpkg ended with status 2):\n  line\n")
                .endsWith("\n  dpkg: error: cannot read the status file")
                .hasLineCount(41);
    }

    @Test
    void longOutputIsCut() {
        String said = "Setting up alpha (1.0) ...\n" + "noise\n".repeat(1000)
                + "dpkg: error processing package alpha (--configure):\n why\n";
        assertThat(MaintainerScripts.failure(new Output(1, said)).getMessage())
                .contains("package alpha: why\n  noise\n")
                .hasLineCount(42);
    }
}
