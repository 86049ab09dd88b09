package io.keelson.cli.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.compose.image.Accelerator;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({"4096, 4096", "1K, 1024", "512M, 536870912", "4G, 4294967296", "1GiB, 1073741824", "2TB, 2199023255552"
    })
    void sizesArePowersOf1024(String text, long bytes) {
        assertThat(Quantities.Size.parse(text).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "G", "-1G", "1.5G", "1P", "4 G", "99999999999"})
    void whatIsNoSizeIsSaidToBeNone(String text) {
        assertThatThrownBy(() -> Quantities.Size.parse(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + text + "' is not a size");
    }

    @ParameterizedTest
    @CsvSource({"90, PT1M30S", "90s, PT1M30S", "5m, PT5M", "5min, PT5M", "1h, PT1H"})
    void timesHaveUnits(String text, Duration time) {
        assertThat(new Quantities.TimeConverter().convert(text)).isEqualTo(time);
    }

    @Test
    void anotherAcceleratorIsRefused() {
        Quantities.AcceleratorConverter converter = new Quantities.AcceleratorConverter();
        assertThat(converter.convert("tcg")).isEqualTo(Accelerator.TCG);
        assertThatThrownBy(() -> converter.convert("xen")).hasMessage("'xen' is not auto, kvm or tcg");
    }
}
