package io.keelson.packages;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a lock as a stream, so that each mistake has its line and column. Members at the top that it does not
/// know are skipped: a resolution is a lock with more to say.
final class LockReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Set<String> KEYS = Set.of("name", "version", "arch", "repo", "url", "sha256", "size");

    private final Path file;
    private final JsonParser json;
    private final List<LockedPackage> packages = new ArrayList<>();
    private @Nullable Digest treefile;
    private boolean hasFormat;
    private boolean hasPackages;

    private LockReader(Path file, JsonParser json) {
        this.file = file;
        this.json = json;
    }

    static PackageLock read(Path file) {
        try (InputStream in = Files.newInputStream(file);
                JsonParser json = JSON.createParser(in)) {
            return new LockReader(file, json).lock();
        } catch (NoSuchFileException e) {
            throw new KeelsonException("cannot read the lockfile " + file + ": there is no such file", e)
                    .withHint("write one with --lock-update");
        } catch (JsonProcessingException e) {
            throw KeelsonException.usage(at(file, e.getLocation()) + e.getOriginalMessage());
        } catch (IOException e) {
            throw new KeelsonException("cannot read the lockfile " + file + ": " + e.getMessage(), e);
        }
    }

    private PackageLock lock() throws IOException {
        expect(json.nextToken(), JsonToken.START_OBJECT, "a lockfile is an object");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            member(json.currentName());
        }
        if (!hasFormat || !hasPackages) {
            throw wrong("this is no lockfile: '" + (hasFormat ? "packages" : "format") + "' is missing");
        }
        if (json.nextToken() != null) {
            throw wrong("something stands behind the end of the lockfile");
        }
        refuseTwice();
        return new PackageLock(packages, treefile);
    }

    private void member(String key) throws IOException {
        JsonToken value = json.nextToken();
        switch (key) {
            case "format" -> {
                expect(value, JsonToken.VALUE_NUMBER_INT, "'format' is a number");
                if (json.getIntValue() != PackageLock.FORMAT) {
                    throw wrong("format " + json.getText() + " is not known; this is written by another Keelson");
                }
                hasFormat = true;
            }
            case "treefile" -> treefile = digest(value, key);
            case "packages" -> packages(value);
            default -> json.skipChildren();
        }
    }

    private void packages(JsonToken value) throws IOException {
        expect(value, JsonToken.START_ARRAY, "'packages' is a list");
        hasPackages = true;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json.currentToken(), JsonToken.START_OBJECT, "a package is an object");
            packages.add(one());
        }
    }

    private LockedPackage one() throws IOException {
        Map<String, String> texts = new HashMap<>();
        Digest sha256 = null;
        long size = -1;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            JsonToken value = json.nextToken();
            if (!KEYS.contains(key)) {
                throw wrong("a package has no '" + key + "'");
            }
            switch (key) {
                case "sha256" -> sha256 = digest(value, key);
                case "size" -> size = size(value);
                default -> texts.put(key, text(value, key));
            }
        }
        return new LockedPackage(
                need(texts, "name"),
                need(texts, "version"),
                need(texts, "arch"),
                need(texts, "repo"),
                need(texts, "url"),
                needed(sha256, "sha256"),
                needed(size < 0 ? null : size, "size"));
    }

    private String need(Map<String, String> texts, String key) {
        return needed(texts.get(key), key);
    }

    private <T> T needed(@Nullable T value, String key) {
        if (value == null) {
            throw wrong("'" + key + "' is missing from the package that ends here");
        }
        return value;
    }

    private String text(JsonToken value, String key) throws IOException {
        expect(value, JsonToken.VALUE_STRING, "'" + key + "' is text");
        if (json.getText().isEmpty()) {
            throw wrong("'" + key + "' is empty");
        }
        return json.getText();
    }

    private long size(JsonToken value) throws IOException {
        expect(value, JsonToken.VALUE_NUMBER_INT, "'size' is a number of bytes");
        long size = json.getLongValue();
        if (size < 0) {
            throw wrong("'size' is less than nothing");
        }
        return size;
    }

    private Digest digest(JsonToken value, String key) throws IOException {
        expect(value, JsonToken.VALUE_STRING, "'" + key + "' is text");
        if (!Digest.isHex(json.getText())) {
            throw wrong("'" + key + "' is not 64 lowercase hexadecimal digits");
        }
        return Digest.parse(json.getText());
    }

    private void refuseTwice() {
        Set<String> seen = new HashSet<>();
        for (LockedPackage p : packages) {
            if (!seen.add(p.name() + ":" + p.arch())) {
                throw KeelsonException.usage(file + ": " + p.name() + " for " + p.arch() + " is locked twice");
            }
        }
    }

    private void expect(@Nullable JsonToken actual, JsonToken expected, String otherwise) {
        if (actual != expected) {
            throw wrong(otherwise);
        }
    }

    private KeelsonException wrong(String what) {
        return KeelsonException.usage(at(file, json.currentTokenLocation()) + what);
    }

    private static String at(Path file, @Nullable JsonLocation where) {
        return where == null
                ? file + ": "
                : file + ":" + where.getLineNr() + ":" + Math.max(where.getColumnNr(), 1) + ": ";
    }
}
