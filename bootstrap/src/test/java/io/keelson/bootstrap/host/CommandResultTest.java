package io.keelson.bootstrap.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.release.KeelsonException;
import org.junit.jupiter.api.Test;

class CommandResultTest {
    @Test
    void theReasonIsTheLastLineOfTheComplaint() {
        assertThat(CommandResult.ended(1, "output\n", "first\nerror: no space\n\n")
                        .reason())
                .isEqualTo("error: no space");
    }

    @Test
    void aSilentFailureTellsItsStatus() {
        assertThat(CommandResult.ended(7, "", " \n").reason()).isEqualTo("exit status 7");
    }

    @Test
    void aTimeoutIsAFailureWhateverTheStatus() {
        CommandResult late = new CommandResult(0, "", "", false, true);
        assertThat(late.ok()).isFalse();
        assertThatThrownBy(() -> late.orFail("cannot pull"))
                .isInstanceOf(KeelsonException.class)
                .hasMessage("cannot pull: it did not end in time");
    }

    @Test
    void aHostCannotDrawOnTheTerminal() {
        assertThat(CommandResult.ended(1, "", "\u001b[2Jgone\u202e").reason()).isEqualTo("?[2Jgone?");
    }

    @Test
    void aCommandIsShownAsAShellWouldTakeIt() {
        assertThat(Invocation.of("echo", "it's", "a=b", "").toString()).isEqualTo("echo 'it'\\''s' a=b ''");
    }
}
