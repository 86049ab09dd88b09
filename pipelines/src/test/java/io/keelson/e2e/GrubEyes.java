package io.keelson.e2e;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A disk as GRUB sees it, through GRUB's own drivers (grub-fstest): without replaying any journal. And what our
/// grub.cfg does with it.
final class GrubEyes {
    private static final Pattern ENTRY =
            Pattern.compile("# deployment (\\S+)\nmenuentry .*\\{\n  linux (\\S+) (.*)\n  initrd (\\S+)\n}\n");

    private final Path dir;
    private final Path disk;

    GrubEyes(Path dir, Path disk) {
        this.dir = dir;
        this.disk = disk;
    }

    /// What a start would try first.
    ///
    /// @param entry its place in the menu
    /// @param files digests of the kernel and the initramfs that GRUB reads
    record Start(int entry, String deployment, String options, List<String> files, Map<String, String> variables) {}

    private record Entry(String deployment, String kernel, String options, String initramfs) {}

    /// @throws AssertionError when GRUB would start nothing
    Start start() throws Exception {
        Map<String, String> variables = variables();
        String first = "1".equals(variables.get("menu")) ? "1" : "0";
        for (String slot : List.of(first, first.equals("1") ? "0" : "1")) {
            Optional<String> text = read("/grub/menu." + slot);
            if (text.isPresent() && text.get().matches("(?s).*\nset entries=\\d+\n")) {
                return chosen(slot, text.get(), variables);
            }
        }
        throw new AssertionError("GRUB finds no menu; " + variables);
    }

    private Start chosen(String slot, String text, Map<String, String> variables) throws Exception {
        List<Entry> entries = ENTRY.matcher(text)
                .results()
                .map(match -> new Entry(match.group(1), match.group(2), match.group(3), match.group(4)))
                .toList();
        int wanted = "0".equals(variables.get("boot_counter")) && entries.size() > 1 ? 1 : 0;
        for (int index :
                Stream.of(wanted, 1 - wanted).filter(i -> i < entries.size()).toList()) {
            Entry entry = entries.get(index);
            List<String> files = List.of(digest(entry.kernel()), digest(entry.initramfs()));
            String sums = read("/grub/sums." + slot + "." + index).orElse("");
            if (sums.lines().map(line -> line.substring(0, 64)).toList().equals(files)) {
                return new Start(index, entry.deployment(), entry.options(), files, variables);
            }
        }
        throw new AssertionError("GRUB finds all entries of menu." + slot + " damaged:\n" + text);
    }

    private Map<String, String> variables() throws Exception {
        String block = read("/grub/grubenv").orElseThrow(() -> new AssertionError("GRUB finds no grubenv"));
        if (block.length() != 1024 || !block.startsWith("# GRUB Environment Block\n")) {
            throw new AssertionError("a grubenv that GRUB cannot read: " + block);
        }
        Map<String, String> variables = new HashMap<>();
        Matcher matcher = Pattern.compile("(?m)^([a-z_]+)=(.*)$").matcher(block);
        while (matcher.find()) {
            variables.put(matcher.group(1), matcher.group(2));
        }
        return variables;
    }

    private Optional<String> read(String file) throws Exception {
        String text =
                Shell.run(dir, "grub-fstest $1 cat \"(loop0,gpt3)$2\" 2>/dev/null || echo MISSING; echo .", disk, file);
        return text.endsWith("MISSING\n.") ? Optional.empty() : Optional.of(text.substring(0, text.length() - 1));
    }

    private String digest(String file) throws Exception {
        return Shell.run(
                dir, "grub-fstest $1 cat \"(loop0,gpt3)$2\" 2>/dev/null | sha256sum | cut -c1-64 || true", disk, file);
    }
}
