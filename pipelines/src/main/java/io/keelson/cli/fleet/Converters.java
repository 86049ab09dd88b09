package io.keelson.cli.fleet;

import io.keelson.bootstrap.inventory.Times;
import io.keelson.bootstrap.rollout.Share;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Values of options.
public final class Converters {
    private Converters() {}

    static final class ShareConverter implements ITypeConverter<Share> {
        @Override
        public Share convert(String value) {
            return Share.parse(value)
                    .orElseThrow(() -> new TypeConversionException("'" + value + "' is not a number such as 5 or 10%"));
        }
    }

    /// `90`, `90s`, `5m`, `1h`.
    public static final class TimeConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            return Times.parse(value)
                    .orElseThrow(() -> new TypeConversionException("'" + value + "' is not a time, such as 90s or 5m"));
        }
    }
}
