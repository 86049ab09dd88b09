package io.keelson.bootstrap.inventory;

import io.keelson.bootstrap.inventory.Declared.Group;
import io.keelson.bootstrap.inventory.Said.Value;
import io.keelson.bootstrap.inventory.YamlReader.Entry;
import io.keelson.release.Spelling;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/// Reads an inventory: `defaults`, `hosts`, `groups` and `ssh_config`. Looks at nothing but the text.
final class InventoryFile {
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,252}";

    private final YamlReader yaml;
    private final Problems problems;
    private final Declared declared = Declared.empty();

    private InventoryFile(String file, Problems problems) {
        this.yaml = new YamlReader(file, problems);
        this.problems = problems;
    }

    static Declared parse(String text, String file, Problems problems) {
        InventoryFile reader = new InventoryFile(file, problems);
        Node document = reader.yaml.document(text);
        return document == null ? reader.declared : reader.read(document);
    }

    private Declared read(Node document) {
        Map<String, Entry> top = yaml.fields(document, "an inventory");
        unknown(top, List.of("defaults", "hosts", "groups", "ssh_config"));
        each(top.get("hosts"), "'hosts'", this::host);
        each(top.get("groups"), "'groups'", this::group);
        Entry defaults = top.get("defaults");
        Entry sshConfig = top.get("ssh_config");
        return new Declared(
                defaults == null ? Said.NOTHING : said(defaults.value(), "'defaults'", List.of()),
                declared.hosts(),
                declared.groups(),
                sshConfig == null ? Optional.empty() : yaml.words(sshConfig.value(), "'ssh_config'"));
    }

    private interface Reader {
        void read(String name, Entry entry);
    }

    private void each(@Nullable Entry section, String what, Reader reader) {
        if (section != null) {
            yaml.fields(section.value(), what).forEach(reader::read);
        }
    }

    private void host(String key, Entry entry) {
        Said said = said(entry.value(), "host '" + key + "'", List.of());
        List<String> names = expand(key, entry.at());
        List<String> addresses = addresses(said, names.size());
        for (int i = 0; i < names.size(); i++) {
            Said own = addresses.isEmpty() ? said : address(said, addresses.get(i));
            checkName("host", names.get(i), entry.at());
            if (declared.hosts().putIfAbsent(names.get(i), own) != null) {
                problems.add(entry.at(), "host '" + names.get(i) + "' is here for the second time");
            }
        }
    }

    /// The addresses of a range of hosts are a range as long.
    private List<String> addresses(Said said, int hosts) {
        Value address = said.settings().get(Setting.ADDRESS);
        if (address == null || address.words().size() != 1) {
            return List.of();
        }
        List<String> all = expand(address.word(), address.at());
        if (all.size() != hosts) {
            problems.add(address.at(), all.size() + " addresses for " + hosts + " hosts");
            return List.of();
        }
        return all;
    }

    private static Said address(Said said, String address) {
        Value written = said.settings().get(Setting.ADDRESS);
        return written == null ? said : said.with(Setting.ADDRESS, new Value(written.at(), List.of(address)));
    }

    private List<String> expand(String text, Place at) {
        try {
            return Ranges.expand(text);
        } catch (IllegalArgumentException e) {
            problems.add(at, String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    private void group(String name, Entry entry) {
        checkName("group", name, entry.at());
        if (name.equals("all")) {
            problems.add(entry.at(), "'all' is every host; what all hosts share stands in 'defaults'");
        }
        Map<String, Entry> fields = yaml.fields(entry.value(), "group '" + name + "'");
        Said said = said(entry.value(), "group '" + name + "'", List.of("hosts", "groups"));
        declared.groups().put(name, new Group(entry.at(), list(fields, "hosts"), list(fields, "groups"), said));
    }

    private List<Value> list(Map<String, Entry> fields, String key) {
        Entry entry = fields.get(key);
        if (entry == null || YamlReader.isNothing(entry.value())) {
            return List.of();
        }
        List<Node> nodes = entry.value() instanceof org.yaml.snakeyaml.nodes.SequenceNode list
                ? list.getValue()
                : List.of(entry.value());
        List<Value> values = new ArrayList<>();
        nodes.forEach(node -> yaml.words(node, "an item of '" + key + "'").ifPresent(values::add));
        return values;
    }

    private Said said(Node node, String what, List<String> others) {
        Map<String, Entry> fields = yaml.fields(node, what);
        List<String> known = new ArrayList<>(Setting.keys());
        known.add("vars");
        known.addAll(others);
        unknown(fields, known);
        EnumMap<Setting, Value> settings = new EnumMap<>(Setting.class);
        fields.forEach((key, entry) -> Setting.of(key)
                .ifPresent(setting -> value(setting, entry).ifPresent(value -> settings.put(setting, value))));
        return new Said(settings, variables(fields.get("vars")));
    }

    private Optional<Value> value(Setting setting, Entry entry) {
        Optional<Value> value = yaml.words(entry.value(), "'" + setting.key() + "'");
        value.map(v -> setting.mistake(v.words())).ifPresent(mistake -> problems.add(entry.at(), mistake));
        return value.filter(v -> setting.mistake(v.words()) == null);
    }

    private Map<String, Value> variables(@Nullable Entry entry) {
        Map<String, Value> variables = new LinkedHashMap<>();
        each(entry, "'vars'", (name, value) -> {
            checkName("variable", name, value.at());
            yaml.words(value.value(), "variable '" + name + "'").ifPresent(v -> variables.put(name, v));
        });
        return variables;
    }

    private void unknown(Map<String, Entry> fields, List<String> known) {
        fields.forEach((key, entry) -> {
            if (!known.contains(key)) {
                problems.add(entry.at(), "unknown key '" + key + "'" + Spelling.hint(key, known));
            }
        });
    }

    private void checkName(String what, String name, Place at) {
        if (!name.matches(NAME)) {
            problems.add(at, "'" + name + "' is no name of a " + what + ": letters, digits, '.', '_' and '-'");
        }
    }
}
