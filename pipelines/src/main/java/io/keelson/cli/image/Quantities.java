package io.keelson.cli.image;

import io.keelson.compose.image.Accelerator;
import io.keelson.compose.image.DiskFormat;
import io.keelson.compose.image.RootFilesystem;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Sizes, times and names as people write them on the command line.
final class Quantities {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})([KMGT]?)(?:i?B)?");
    private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(s|m|min|h)?");

    private Quantities() {}

    /// A number of bytes: `4G`, `512M`, `1GiB`; powers of 1024. A number alone is bytes.
    record Size(long bytes) {
        static Size parse(String text) {
            Matcher size = SIZE.matcher(text);
            if (!size.matches()) {
                throw new TypeConversionException("'" + text + "' is not a size, such as 512M or 4G");
            }
            int power = " KMGT".indexOf(size.group(2).isEmpty() ? " " : size.group(2));
            return new Size(Math.multiplyExact(Long.parseLong(size.group(1)), 1L << (10 * power)));
        }

        int mebibytes() {
            return Math.toIntExact(Math.min(bytes >> 20, Integer.MAX_VALUE));
        }
    }

    /// Reads a [Size].
    static final class SizeConverter implements ITypeConverter<Size> {
        @Override
        public Size convert(String value) {
            return Size.parse(value);
        }
    }

    /// Reads `300`, `300s`, `5m` or `1h`; a number alone is seconds.
    static final class TimeConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            Matcher time = TIME.matcher(value);
            if (!time.matches()) {
                throw new TypeConversionException("'" + value + "' is not a time, such as 300s or 5m");
            }
            long number = Long.parseLong(time.group(1));
            return switch (time.group(2)) {
                case "m", "min" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                case null, default -> Duration.ofSeconds(number);
            };
        }
    }

    /// Reads the name of an accelerator in small letters.
    static final class AcceleratorConverter implements ITypeConverter<Accelerator> {
        @Override
        public Accelerator convert(String value) {
            return Arrays.stream(Accelerator.values())
                    .filter(accelerator ->
                            accelerator.name().toLowerCase(Locale.ROOT).equals(value))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + value + "' is not auto, kvm or tcg"));
        }
    }

    /// Reads the name of a disk format.
    static final class DiskFormatConverter implements ITypeConverter<DiskFormat> {
        @Override
        public DiskFormat convert(String value) {
            return named(value, DiskFormat.values());
        }
    }

    /// Reads the name of a root file system.
    static final class RootFilesystemConverter implements ITypeConverter<RootFilesystem> {
        @Override
        public RootFilesystem convert(String value) {
            return named(value, RootFilesystem.values());
        }
    }

    private static <T> T named(String value, T[] values) {
        return Arrays.stream(values)
                .filter(one -> one.toString().equals(value))
                .findFirst()
                .orElseThrow(
                        () -> new TypeConversionException("'" + value + "' is not one of " + Arrays.toString(values)));
    }
}
