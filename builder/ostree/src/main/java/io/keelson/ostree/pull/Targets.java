package io.keelson.ostree.pull;

import io.keelson.ostree.CollectionRef;
import io.keelson.ostree.Summary;
import io.keelson.ostree.fetch.Fetched;
import io.keelson.ostree.fetch.Fetcher;
import io.keelson.ostree.fetch.Site;
import io.keelson.ostree.fetch.Validators;
import io.keelson.ostree.variant.Variant;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds out which commits refs of a remote are.
record Targets(Fetcher fetcher, List<Site> sites, @Nullable Summary summary) {
    private static final Pattern NAME = Pattern.compile("[\\w\\d][-._\\w\\d]*(/[\\w\\d][-._\\w\\d]*)*");
    private static final long MAX_REF = 4096;
    private static final int SHOWN = 64;

    /// Everything that the summary names.
    List<Target> all() {
        if (summary == null) {
            throw new KeelsonException("Fetching all refs was requested in mirror mode, "
                    + "but remote repository does not have a summary");
        }
        List<Target> targets = new ArrayList<>();
        add(targets, collection(), summary.refs());
        summary.collections().forEach((id, refs) -> add(targets, CollectionRef.checkId(id), refs));
        return targets;
    }

    private static void add(List<Target> targets, @Nullable String collection, SortedMap<String, Summary.Entry> refs) {
        refs.forEach((name, entry) -> targets.add(new Target(collection, checked(name), entry.commit())));
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new KeelsonException("Invalid ref name " + name);
        }
        return name;
    }

    /// The collection that the summary's own refs belong to.
    @Nullable
    String collection() {
        Variant id = summary == null ? null : summary.metadata().get(Summary.COLLECTION_ID);
        return id instanceof Variant.Text text ? CollectionRef.checkId(text.value()) : null;
    }

    /// One ref.
    Target find(WantedRef wanted) throws IOException {
        if (Digest.isHex(wanted.name())) {
            return new Target(null, null, Digest.parse(wanted.name()));
        }
        String name = checked(wanted.name());
        if (wanted.commit() != null) {
            return new Target(null, name, wanted.commit());
        }
        if (summary == null) {
            return new Target(null, name, read(name));
        }
        Summary.Entry entry = summary.refs().get(name);
        if (entry == null) {
            throw new KeelsonException("No such branch '" + name + "' in repository summary");
        }
        return new Target(collection(), name, entry.commit());
    }

    /// A server may answer with a page of its own.
    private static String beginning(String text) {
        return text.substring(0, Math.min(SHOWN, text.length())).replaceAll("[^\\x20-\\x7e]", " ");
    }

    private Digest read(String name) throws IOException {
        return switch (fetcher.fetch(sites, "refs/heads/" + name, Validators.NONE, MAX_REF)) {
            case Fetched.Content content -> {
                String text = new String(content.bytes(), StandardCharsets.UTF_8).strip();
                if (!Digest.isHex(text)) {
                    throw new KeelsonException(
                            "Fetching checksum for ref ((empty), " + name + "): Invalid rev " + beginning(text));
                }
                yield Digest.parse(text);
            }
            case Fetched.Missing missing -> throw new KeelsonException(missing.message());
            case Fetched.Unchanged unchanged -> throw new IllegalStateException("nothing was known");
        };
    }
}
