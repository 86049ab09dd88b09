package io.keelson.ostree;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.keelson.ostree.variant.Variant;
import io.keelson.ostree.variant.VariantType;
import io.keelson.release.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What reads bytes that others made, each with honest bytes to begin with.
final class FuzzTargets {
    private final Path dir;
    private final Repository repo;

    /// @param repo an archive with commits of all kinds; its files are changed
    FuzzTargets(Path dir, Repository repo) {
        this.dir = dir;
        this.repo = repo;
    }

    List<FuzzTarget> all() throws IOException {
        List<FuzzTarget> all = new ArrayList<>(List.of(
                new FuzzTarget("commit", metadata(ObjectType.COMMIT), Commit::decode),
                new FuzzTarget("dirtree", metadata(ObjectType.DIRTREE), DirTree::decode),
                new FuzzTarget("dirmeta", metadata(ObjectType.DIRMETA), DirMeta::decode),
                new FuzzTarget("filez", stored(ObjectType.FILE), this::file),
                new FuzzTarget(
                        "summary",
                        files("summary"),
                        bytes -> Summary.decode(bytes).collections()),
                new FuzzTarget("delta index", files("delta-indexes"), this::dictionary),
                new FuzzTarget("config", files("config"), this::config),
                new FuzzTarget("ref", files("refs"), this::ref)));
        all.add(new FuzzTarget("revision", texts("main^^", "origin:a/b-c.d", "0123abc"), text(this::revision)));
        all.add(new FuzzTarget("refs of collections", texts("org.example.Os:a/b"), text(CollectionRef::parse)));
        all.add(new FuzzTarget("delta names", texts("0".repeat(64), "a".repeat(64)), text(DeltaName::parse)));
        all.add(new FuzzTarget("signatures", texts("(a{sv}aya(say)sstayay)", "m(ai)"), text(VariantType::of)));
        all.add(new FuzzTarget(
                "variant text",
                texts("{'a': <(1, [true], @as [], b'x')>}", "uint64 7", "\"\\u00e9\""),
                text(this::print)));
        return all;
    }

    private List<byte[]> metadata(ObjectType type) throws IOException {
        List<byte[]> found = new ArrayList<>();
        for (ObjectName name : repo.objectNames()) {
            if (name.type() == type) {
                found.add(repo.readMetadata(name));
            }
        }
        return found;
    }

    private List<byte[]> stored(ObjectType type) throws IOException {
        List<byte[]> found = new ArrayList<>();
        for (ObjectName name : repo.objectNames()) {
            if (name.type() == type && Files.size(repo.place(name)) < 50_000) {
                found.add(Files.readAllBytes(repo.place(name)));
            }
        }
        return found;
    }

    /// The contents of a file, or of all files in a directory of the repository.
    List<byte[]> files(String name) throws IOException {
        try (var walk = Files.walk(repo.path().resolve(name))) {
            List<byte[]> found = new ArrayList<>();
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                found.add(Files.readAllBytes(file));
            }
            return found;
        }
    }

    private static List<byte[]> texts(String... texts) {
        return List.of(texts).stream().map(text -> text.getBytes(ISO_8859_1)).toList();
    }

    /// A reader of hostile text; what comes of it is of no use.
    private interface Parser {
        Object parse(String text);
    }

    private static FuzzTarget.Reader text(Parser parser) {
        return bytes -> parser.parse(new String(bytes, ISO_8859_1));
    }

    private void file(byte[] bytes) throws IOException {
        Digest checksum = Digest.of(bytes);
        Path place = repo.place(new ObjectName(ObjectType.FILE, checksum));
        Files.createDirectories(place.getParent());
        Files.write(place, bytes);
        try {
            Digest quick = repo.checksumOfFile(checksum);
            try (FileObject object = repo.readFile(checksum)) {
                if (!FileChecksum.of(object).equals(quick)) {
                    throw new AssertionError("two ways of reading disagree");
                }
            }
        } finally {
            Files.delete(place);
        }
    }

    private void dictionary(byte[] bytes) {
        Variant.decode(Variant.DICTIONARY, bytes).asDictionary().values().forEach(value -> value.print(true));
    }

    private void config(byte[] bytes) throws IOException {
        Path file = Files.write(dir.resolve("config"), bytes);
        Config config = Config.read(file);
        config.get("core", "mode");
        config.getBoolean("core", "fsync", true);
        config.set("core", "mode", "bare");
        config.save();
        if (!Config.read(file).get("core", "mode").orElse("").equals("bare")) {
            throw new AssertionError("a key was set and is not there");
        }
    }

    private void ref(byte[] bytes) throws IOException {
        Path file = Files.write(repo.path().resolve("refs/heads/fuzzed"), bytes);
        try {
            repo.refs().find("fuzzed");
        } finally {
            Files.delete(file);
        }
    }

    private Object revision(String text) {
        try {
            return repo.refs().resolve(text);
        } catch (IOException e) {
            return e;
        }
    }

    private Object print(String text) {
        return Variant.parse(text).print(true);
    }
}
