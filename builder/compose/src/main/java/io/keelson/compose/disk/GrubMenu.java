package io.keelson.compose.disk;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The menu that GRUB shows: one entry for each deployment, the default one first. On the host, `boot-menu` of
/// `treefiles/host` writes the same text. GRUB puts the value of `$keelson` in at each start: how many are left.
public final class GrubMenu {
    private GrubMenu() {}

    /// What the Boot Loader Specification's entry of a deployment says.
    ///
    /// @param deployment as `OS/COMMIT.SERIAL`; the initramfs finds it by this name
    /// @param kernel as seen from the boot file system, like the initramfs
    public record Entry(String deployment, String title, String kernel, String initramfs, String options) {}

    /// The text of `grub/menu.N`. The number of entries comes last: a menu of which a part is missing has none.
    public static String text(List<Entry> entries) {
        return IntStream.range(0, entries.size())
                .mapToObj(i -> entry(i, entries.get(i)))
                .collect(Collectors.joining("", "", "set entries=" + entries.size() + "\n"));
    }

    private static String entry(int number, Entry entry) {
        return "# deployment " + entry.deployment() + "\n"
                + "menuentry '" + entry.title().replaceAll("['\n]", "") + "' --id ostree-" + number + " {\n"
                + "  linux " + words(entry.kernel() + " " + entry.options())
                + " keelson.deployment=" + entry.deployment() + " $keelson\n"
                + "  initrd " + words(entry.initramfs()) + "\n"
                + "}\n";
    }

    /// Each word as GRUB reads it back: nothing in it is expanded, split or ends the line.
    private static String words(String text) {
        return List.of(text.strip().split("\\s+")).stream()
                .map(word -> word.matches("[\\]\\[A-Za-z0-9_./=:,@%+-]+") ? word : quoted(word))
                .collect(Collectors.joining(" "));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''").replace("\n", " ") + "'";
    }
}
