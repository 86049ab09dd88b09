package io.keelson.compose.image;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Seconds from power-on to each stage; empty for a stage that was not reached.
///
/// @param kernel the kernel's clock started
/// @param initramfs systemd of the initramfs started
/// @param userspace systemd of the real root started, which is the switch of roots
/// @param up nothing was left to start
public record Timings(OptionalDouble kernel, OptionalDouble initramfs, OptionalDouble userspace, OptionalDouble up) {
    /// One line: `power-on -> kernel 1.2 s -> ...`.
    @Override
    public String toString() {
        return Stream.of(
                        "power-on",
                        named("kernel", kernel),
                        named("initramfs", initramfs),
                        named("switch-root", userspace),
                        named("up", up))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" -> "));
    }

    private static String named(String name, OptionalDouble seconds) {
        return seconds.isPresent() ? String.format(Locale.ROOT, "%s %.1f s", name, seconds.getAsDouble()) : "";
    }
}
