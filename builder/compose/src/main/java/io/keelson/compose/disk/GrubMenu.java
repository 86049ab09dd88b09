package io.keelson.compose.disk;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The menu that GRUB shows: one entry for each deployment, the default one first. `$tries` is empty but
/// while tries are counted; GRUB puts its value in at each start.
public final class GrubMenu {
    private GrubMenu() {}

    /// What the Boot Loader Specification's entry of a deployment says.
    ///
    /// @param kernel as seen from the boot file system, like the initramfs
    public record Entry(String title, String kernel, String initramfs, String options) {}

    /// The text of `loader.N/grub.cfg`.
    public static String text(List<Entry> entries) {
        return IntStream.range(0, entries.size())
                .mapToObj(i -> entry(i, entries.get(i)))
                .collect(Collectors.joining("", "# Made from the entries of the Boot Loader Specification.\n", ""));
    }

    private static String entry(int number, Entry entry) {
        return "menuentry " + quoted(entry.title()) + " --id ostree-" + number + " {\n"
                + "  linux " + words(entry.kernel() + " " + entry.options()) + " $tries\n"
                + "  initrd " + words(entry.initramfs()) + "\n"
                + "}\n";
    }

    /// Each word as GRUB reads it back: nothing in it is expanded, split or ends the line.
    private static String words(String text) {
        return List.of(text.strip().split("\\s+")).stream()
                .map(word -> word.matches("[A-Za-z0-9_./=:,@%+-]+") ? word : quoted(word))
                .collect(Collectors.joining(" "));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''").replace("\n", " ") + "'";
    }
}
