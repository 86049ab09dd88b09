package io.keelson.compose.treefile;

import io.keelson.compose.treefile.Node.Field;
import io.keelson.compose.treefile.Node.Kind;
import io.keelson.compose.treefile.Node.Mapping;
import io.keelson.compose.treefile.Node.Scalar;
import io.keelson.release.Spelling;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads one mapping of keys, that of a file or one written in place, into typed values.
final class LayerReader {
    private static final String ARCH_PACKAGES = "packages-";
    /// Architectures that rpm distributions have, by the names that a treefile uses.
    private static final Set<String> ARCHITECTURES =
            Set.of("x86_64", "aarch64", "ppc64le", "s390x", "riscv64", "i386", "i686", "armhfp", "loongarch64");

    private final Reading in;
    private final Map<Key<?>, Field> seen = new HashMap<>();
    private final Values values = new Values();

    LayerReader(Reading in) {
        this.in = in;
    }

    Values read(Mapping map) {
        for (Field field : map.fields()) {
            Keys.find(field.key()).ifPresentOrElse(key -> known(key, field), () -> unknown(field));
        }
        return values;
    }

    private <T> void known(Key<T> key, Field field) {
        Field before = seen.putIfAbsent(key, field);
        if (before != null) {
            bothSpellings(field, before);
            return;
        }
        if (field.value() instanceof Scalar scalar && scalar.kind() == Kind.NULL) {
            return;
        }
        T value = key.type().read(field.value(), in);
        if (value != null) {
            give(key, value, field);
        }
    }

    /// The same spelling twice was told when the document was parsed.
    private void bothSpellings(Field field, Field before) {
        if (!field.key().equals(before.key())) {
            in.problems()
                    .add(
                            field.at(),
                            "'" + field.key() + "' and '" + before.key() + "' (line "
                                    + before.at().line() + ") are the same key; keep one");
        }
    }

    @SuppressWarnings("unchecked") // BOOTSTRAP_PACKAGES is a Key<List<Requested>>
    private <T> void give(Key<T> key, T value, Field field) {
        if (key == Keys.BOOTSTRAP_PACKAGES) {
            in.problems().note(field.at(), "'" + field.key() + "' is deprecated; write packages");
            addPackages((List<Requested>) value, field.at());
        } else if (key == Keys.PACKAGES) {
            addPackages((List<Requested>) value, field.at());
        } else {
            values.put(key, value, field.at());
        }
    }

    private void addPackages(List<Requested> more, Origin origin) {
        List<Requested> all = PackageTypes.union(values.list(Keys.PACKAGES), more);
        values.put(Keys.PACKAGES, all, origin);
    }

    private void unknown(Field field) {
        String name = field.key();
        if (Keys.CLIENT_ONLY.contains(name)) {
            in.problems()
                    .add(
                            field.at(),
                            "'" + name
                                    + "' changes a host that runs already, and has no meaning when an image is composed",
                            "remove it");
        } else if (name.startsWith(ARCH_PACKAGES) && name.length() > ARCH_PACKAGES.length()) {
            archPackages(field, name.substring(ARCH_PACKAGES.length()));
        } else if (in.strict()) {
            in.problems().add(field.at(), "unknown key '" + name + "'", Spelling.didYouMean(name, Keys.spellings()));
        } else {
            String meant = Spelling.didYouMean(name, Keys.spellings());
            in.problems()
                    .note(field.at(), "unknown key '" + name + "' is ignored" + (meant.isEmpty() ? "" : "; " + meant));
        }
    }

    private void archPackages(Field field, String architecture) {
        List<Requested> packages = PackageTypes.set().read(field.value(), in);
        boolean ours = architecture.equals(in.basearch());
        if (!ours && !ARCHITECTURES.contains(architecture)) {
            in.problems()
                    .note(
                            field.at(),
                            "no architecture is called '" + architecture + "'; this compose is for " + in.basearch());
        }
        if (ours && packages != null) {
            addPackages(packages, field.at());
        }
    }
}
