package io.keelson.compose.finish;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.TreeEditor;
import java.util.Map;
import java.util.regex.Pattern;

/// New users' homes are made in `/var/home`, which is what `/home` leads to: tools that compare paths
/// then see the real one. Changes useradd(8)'s and adduser(8)'s settings where the image has them.
public record UseraddHome() implements FinishStep {
    private static final Map<String, String> SETTINGS =
            Map.of("etc/default/useradd", "HOME", "etc/adduser.conf", "DHOME");

    private static final String HOME = "/var/home";

    @Override
    public FileTree apply(FileTree tree, Contents contents) {
        TreeEditor editor = tree.edit();
        SETTINGS.forEach((path, key) -> {
            if (tree.get(path) instanceof Entry.File file) {
                String changed = set(contents.text(file.content()), key);
                editor.put(path, contents.file(file.meta(), changed));
            }
        });
        return editor.build();
    }

    private static String set(String text, String key) {
        Pattern active = Pattern.compile("(?m)^[ \\t]*" + key + "[ \\t]*=.*$");
        String line = key + "=" + HOME;
        if (active.matcher(text).find()) {
            return active.matcher(text).replaceAll(line);
        }
        String separator = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
        return text + separator + line + "\n";
    }
}
