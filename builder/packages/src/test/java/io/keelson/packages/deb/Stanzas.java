package io.keelson.packages.deb;

import io.keelson.release.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Makes small `Packages` files for tests.
public final class Stanzas {
    private static final URI BASE = URI.create("http://deb.example/debian");

    private Stanzas() {}

    /// One stanza for each line `name version [arch]; Field: value; Field: value`.
    public static String text(String lines) {
        StringBuilder text = new StringBuilder();
        lines.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> text.append(stanza(line)));
        return text.toString();
    }

    /// A universe of one repository called `bookworm`.
    public static Universe universe(String lines) throws IOException {
        return universe(new String[] {"bookworm", lines});
    }

    /// A universe of several repositories, each a name and its lines.
    public static Universe universe(String[]... repositories) throws IOException {
        return Universe.read(java.util.Arrays.stream(repositories)
                .map(pair -> new PackagesFile(pair[0], BASE, stream(text(pair[1]))))
                .toList());
    }

    static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    static DebIndex index(String text) throws IOException {
        return DebIndex.read(new PackagesFile("bookworm", BASE, 500, "dists/Packages", stream(text)));
    }

    private static String stanza(String line) {
        List<String> parts = List.of(line.split(";\\s*"));
        List<String> head = List.of(parts.getFirst().split("\\s+"));
        String arch = head.size() > 2 ? head.get(2) : "amd64";
        String id = head.getFirst() + "_" + head.get(1) + "_" + arch;
        return "Package: " + head.getFirst() + "\nVersion: " + head.get(1) + "\nArchitecture: " + arch
                + "\nMaintainer: A <a@b.example>\nDescription: " + id + "\nFilename: pool/" + id
                + ".deb\nSize: 1000\nSHA256: "
                + Digest.of(id.getBytes(StandardCharsets.UTF_8)).hex() + "\n"
                + String.join("\n", parts.subList(1, parts.size())) + (parts.size() > 1 ? "\n\n" : "\n");
    }
}
