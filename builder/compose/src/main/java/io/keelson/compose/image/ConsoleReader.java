package io.keelson.compose.image;

import io.keelson.compose.image.BootEvent.KernelStarted;
import io.keelson.compose.image.BootEvent.Trouble;
import io.keelson.compose.image.BootEvent.TroubleKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Understands single lines of the kernel console.
final class ConsoleReader {
    private static final Pattern CONTROL = Pattern.compile("\\x1b\\[[0-9;?=]*[a-zA-Z]|\\x1bc|[\\r\\x00-\\x08\\x07]");
    private static final Pattern KERNEL = Pattern.compile("^\\[ *[0-9]+\\.[0-9]{6}\\] ");
    private static final Pattern TOLD_TWICE =
            Pattern.compile("systemd\\[1\\]: (Start|Finish|Stop|Mount|Unmount|Reach|Listen|Set up|Creat|Clos)[a-z]* ");
    private static final Map<Pattern, TroubleKind> TROUBLES = new LinkedHashMap<>();

    static {
        trouble("Kernel panic - not syncing", TroubleKind.PANIC);
        trouble("dracut(-[a-z]+\\[\\d+\\])?: (FATAL|Refusing to continue)", TroubleKind.INITRAMFS);
        trouble("Boot has failed\\. To debug|dracut Warning: Could not boot", TroubleKind.INITRAMFS);
        trouble("Reached target .*(emergency|rescue)\\.target", TroubleKind.EMERGENCY);
        trouble("You are in (emergency|rescue) mode|Entering emergency mode", TroubleKind.EMERGENCY);
        trouble("No /sbin/init, trying fallback|Failed to execute /sbin/init, giving up", TroubleKind.NO_INIT);
        trouble("systemd\\[1\\]: Freezing execution|!!!!!!\\].*freezing", TroubleKind.INIT_FROZEN);
    }

    private ConsoleReader() {}

    /// A line without terminal control sequences.
    static String plain(String line) {
        return CONTROL.matcher(line).replaceAll("").stripTrailing();
    }

    /// Whether a plain line only repeats in the kernel's log what systemd's own status line says.
    static boolean toldTwice(String line) {
        return TOLD_TWICE.matcher(line).find();
    }

    /// What a plain line tells, when it tells anything.
    static Optional<BootEvent> read(String line) {
        for (Map.Entry<Pattern, TroubleKind> trouble : TROUBLES.entrySet()) {
            if (trouble.getKey().matcher(line).find()) {
                return Optional.of(new Trouble(trouble.getValue(), line));
            }
        }
        return KERNEL.matcher(line).find() ? Optional.of(new KernelStarted()) : Optional.empty();
    }

    private static void trouble(String regex, TroubleKind kind) {
        TROUBLES.put(Pattern.compile(regex), kind);
    }
}
