package io.keelson.compose.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConsoleTailTest {
    @Test
    void keepsTheLastLines() {
        ConsoleTail tail = filled(0, 100);
        assertThat(tail.lines()).hasSize(ConsoleTail.LINES).last().isEqualTo("line 99");
    }

    @Test
    void keepsAMarkedLineInView() {
        ConsoleTail tail = filled(0, 100);
        tail.mark();
        IntStream.range(100, 200).forEach(i -> tail.add("line " + i));
        assertThat(tail.lines()).contains("line 99", "line 85", "line 114").doesNotContain("line 115", "");
    }

    private static ConsoleTail filled(int from, int to) {
        ConsoleTail tail = new ConsoleTail();
        IntStream.range(from, to).forEach(i -> tail.add("line " + i));
        tail.add("");
        return tail;
    }
}
