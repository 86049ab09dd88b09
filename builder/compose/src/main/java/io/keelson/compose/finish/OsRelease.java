package io.keelson.compose.finish;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.release.KeelsonException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells the image which release it is: `OSTREE_VERSION` in os-release(5) and, where the treefile
/// has `mutate-os-release`, that text replaced by the version in `VERSION` and `PRETTY_NAME`.
///
/// @param version of the release
/// @param base the text to replace, or null
public record OsRelease(String version, @Nullable String base) implements FinishStep {
    private static final List<String> MUTATED = List.of("VERSION", "PRETTY_NAME");

    @Override
    public FileTree apply(FileTree tree, Contents contents) {
        String path = Places.followed(tree, "usr/lib/os-release")
                .or(() -> Places.followed(tree, "etc/os-release"))
                .orElseThrow(() -> new KeelsonException(
                        "the image has no usr/lib/os-release, which the boot loader's menu takes its titles from"));
        if (!(tree.get(path) instanceof Entry.File file)) {
            throw new KeelsonException(path + " is not a file");
        }
        String changed = change(contents.text(file.content()));
        return tree.edit().put(path, contents.file(file.meta(), changed)).build();
    }

    private String change(String text) {
        List<String> lines = new ArrayList<>();
        boolean found = false;
        for (String line : text.lines().toList()) {
            String key = line.substring(0, Math.max(0, line.indexOf('='))).strip();
            if (key.equals("OSTREE_VERSION")) {
                continue;
            }
            String value = unquote(line.substring(line.indexOf('=') + 1).strip());
            boolean mutate = base != null && MUTATED.contains(key) && value.contains(base);
            found |= mutate;
            lines.add(mutate ? key + "=" + quote(value.replace(base, version)) : line);
        }
        if (base != null && !found) {
            throw KeelsonException.usage(
                    "mutate-os-release: neither VERSION nor PRETTY_NAME of os-release contains \"" + base + "\"");
        }
        lines.add("OSTREE_VERSION=" + quote(version));
        return String.join("\n", lines) + "\n";
    }

    /// Takes the quotes off as a shell does.
    private static String unquote(String value) {
        if (value.length() >= 2 && value.startsWith("'") && value.endsWith("'")) {
            return value.substring(1, value.length() - 1);
        }
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        String inner = quoted ? value.substring(1, value.length() - 1) : value;
        return inner.replaceAll("\\\\(.)", "$1");
    }

    private static String quote(String value) {
        return "\"" + value.replaceAll("[\\\\\"$`]", "\\\\$0") + "\"";
    }
}
