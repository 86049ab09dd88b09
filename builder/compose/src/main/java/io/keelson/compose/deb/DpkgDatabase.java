package io.keelson.compose.deb;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.Meta;
import io.keelson.compose.tree.TreeEditor;
import io.keelson.compose.tree.TreePath;
import io.keelson.packages.deb.control.Stanza;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes the database that dpkg would have after it had unpacked all packages and configured none.
/// dpkg itself then goes on from there and leaves its own.
public final class DpkgDatabase {
    /// Where dpkg looks while scripts run.
    public static final String PLACE = "var/lib/dpkg";

    private static final String INFO = PLACE + "/info/";
    private static final String TRIGGERS = PLACE + "/triggers/";

    private final Contents contents;
    private final FileTree tree;
    private final TreeEditor editor;

    private DpkgDatabase(FileTree tree, Contents contents) {
        this.tree = tree;
        this.editor = tree.edit();
        this.contents = contents;
    }

    /// Adds the database of `packages` to a tree that holds their files.
    ///
    /// @param architecture the native one
    public static FileTree add(FileTree tree, List<UnpackedPackage> packages, String architecture, Contents contents) {
        DpkgDatabase database = new DpkgDatabase(tree, contents);
        List<UnpackedPackage> sorted = packages.stream()
                .sorted(Comparator.comparing(UnpackedPackage::name)
                        .thenComparing(unpacked -> unpacked.locked().arch()))
                .toList();
        database.addStatus(sorted);
        sorted.forEach(database::addInfo);
        database.addTriggers(sorted);
        database.addRest(sorted, architecture);
        return database.editor.build();
    }

    private void addStatus(List<UnpackedPackage> packages) {
        StringBuilder status = new StringBuilder();
        packages.forEach(unpacked -> status.append(statusOf(unpacked)).append('\n'));
        put(PLACE + "/status", status.toString());
    }

    private String statusOf(UnpackedPackage unpacked) {
        List<String> lines = new ArrayList<>(unpacked.control().lines().toList());
        lines.removeIf(line -> line.startsWith("Status:"));
        lines.add(1, "Status: install ok unpacked");
        List<String> conffiles = conffiles(unpacked);
        if (!conffiles.isEmpty()) {
            lines.add("Conffiles:");
            lines.addAll(conffiles);
        }
        return String.join("\n", lines) + "\n";
    }

    private List<String> conffiles(UnpackedPackage unpacked) {
        List<String> lines = new ArrayList<>();
        for (String line : unpacked.lines("conffiles")) {
            String path = line.strip();
            if (path.startsWith("/")) { // others carry flags, like remove-on-upgrade
                Entry.File file = tree.file(TreePath.canonical(tree, path));
                lines.add(" " + path + " " + (file == null ? "newconffile" : md5(contents.bytes(file.content()))));
            }
        }
        return lines;
    }

    private void addInfo(UnpackedPackage unpacked) {
        String prefix = INFO + unpacked.instance() + ".";
        StringBuilder list = new StringBuilder("/.\n");
        unpacked.entries()
                .forEach(member -> list.append('/').append(member.path()).append('\n'));
        put(prefix + "list", list.toString());
        unpacked.scripts()
                .forEach((name, file) ->
                        editor.put(prefix + name, contents.file(Meta.root(file.mode() & 0777), file.bytes())));
    }

    /// dpkg finds who is interested in a trigger in these files: one for each name, and one for all paths.
    private void addTriggers(List<UnpackedPackage> packages) {
        Map<String, StringBuilder> named = new TreeMap<>();
        StringBuilder paths = new StringBuilder();
        for (UnpackedPackage unpacked : packages) {
            for (Interest interest : Interest.of(unpacked)) {
                if (interest.trigger().startsWith("/")) {
                    paths.append(interest.trigger())
                            .append(' ')
                            .append(interest.holder())
                            .append('\n');
                } else {
                    named.computeIfAbsent(interest.trigger(), _ -> new StringBuilder())
                            .append(interest.holder())
                            .append('\n');
                }
            }
        }
        named.forEach((trigger, holders) -> put(TRIGGERS + trigger, holders.toString()));
        if (!paths.isEmpty()) {
            put(TRIGGERS + "File", paths.toString());
        }
    }

    private void addRest(List<UnpackedPackage> packages, String architecture) {
        put(INFO + "format", "1\n");
        for (String directory : List.of("updates", "alternatives", "parts")) {
            editor.putDir(PLACE + "/" + directory, Meta.DIRECTORY);
        }
        List<String> foreign = packages.stream()
                .map(unpacked -> unpacked.locked().arch())
                .filter(arch -> !arch.equals("all") && !arch.equals(architecture))
                .distinct()
                .sorted()
                .toList();
        if (!foreign.isEmpty()) {
            put(PLACE + "/arch", architecture + "\n" + String.join("\n", foreign) + "\n");
        }
    }

    private void put(String path, String text) {
        editor.put(path, contents.file(Meta.FILE, text));
    }

    private static String md5(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    /// An interest in a trigger (deb-triggers(5)).
    private record Interest(String trigger, String holder) {
        static List<Interest> of(UnpackedPackage unpacked) {
            List<Interest> interests = new ArrayList<>();
            for (String line : unpacked.lines("triggers")) {
                String[] words = line.replaceFirst("#.*", "").strip().split("\\s+", -1);
                if (words.length == 2 && words[0].startsWith("interest")) {
                    String suffix = words[0].equals("interest-noawait") ? "/noawait" : "";
                    interests.add(new Interest(words[1], unpacked.instance() + suffix));
                }
            }
            return interests;
        }
    }

    /// The package list of a database in text form, for those who need name, version and architecture.
    public static List<Stanza> installed(String status) {
        return io.keelson.packages.deb.control.Deb822.parse("status", status);
    }
}
