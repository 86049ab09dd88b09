package io.keelson.e2e;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        Map<String, String> files = read("grubenv", "menu.0", "menu.1", "sums.0.0", "sums.0.1", "sums.1.0", "sums.1.1");
        Map<String, String> variables = variables(files.get("grubenv"));
        String first = "1".equals(variables.get("menu")) ? "1" : "0";
        for (String slot : List.of(first, first.equals("1") ? "0" : "1")) {
            String text = files.get("menu." + slot);
            if (text.matches("(?s).*\nset entries=\\d+\n")) {
                return chosen(slot, text, variables, files);
            }
        }
        throw new AssertionError("GRUB finds no menu; " + variables);
    }

    private Start chosen(String slot, String text, Map<String, String> variables, Map<String, String> files)
            throws Exception {
        List<Entry> entries = ENTRY.matcher(text)
                .results()
                .map(match -> new Entry(match.group(1), match.group(2), match.group(3), match.group(4)))
                .toList();
        int wanted = "0".equals(variables.get("boot_counter")) && entries.size() > 1 ? 1 : 0;
        for (int index :
                Stream.of(wanted, 1 - wanted).filter(i -> i < entries.size()).toList()) {
            Entry entry = entries.get(index);
            List<String> digests = digests(entry);
            String sums = files.get("sums." + slot + "." + index);
            if (sums.lines().map(line -> line.split(" ", 2)[0]).toList().equals(digests)) {
                return new Start(index, entry.deployment(), entry.options(), digests, variables);
            }
        }
        throw new AssertionError("GRUB finds all entries of menu." + slot + " damaged:\n" + text);
    }

    private static Map<String, String> variables(String block) {
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

    /// The files of `/grub`; one that GRUB does not find is empty.
    private Map<String, String> read(String... names) throws Exception {
        Path seen = dir.resolve("seen");
        Shell.run(
                dir,
                "rm -rf seen; mkdir seen; for file in $2; do"
                        + " grub-fstest $1 cat \"(loop0,gpt3)/grub/$file\" >seen/$file 2>/dev/null || : >seen/$file; done",
                disk,
                String.join(" ", names));
        Map<String, String> files = new HashMap<>();
        for (String name : names) {
            files.put(name, Files.readString(seen.resolve(name), StandardCharsets.ISO_8859_1));
        }
        return files;
    }

    private List<String> digests(Entry entry) throws Exception {
        String script = "for file in $2 $3; do"
                + " { grub-fstest $1 cat \"(loop0,gpt3)$file\" 2>/dev/null || true; } | sha256sum | cut -c1-64; done";
        return Shell.run(dir, script, disk, entry.kernel(), entry.initramfs())
                .lines()
                .toList();
    }
}
