package io.keelson.cli.treefile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.keelson.compose.treefile.KeyInfo;
import io.keelson.release.KeelsonException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `keelson treefile explain`: what a key means.
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Say what a key of a treefile means; without KEY, list all keys.")
final class ExplainCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "KEY", arity = "0..1", description = "The key, like add-files.")
    private @Nullable String key;

    @Option(names = "--json", description = "Print it as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        List<KeyInfo> keys = key == null ? KeyInfo.all() : List.of(find(key));
        PrintWriter out =
                Objects.requireNonNull(spec, "picocli sets it").commandLine().getOut();
        if (json) {
            out.println(toJson(keys).toPrettyString());
        } else if (key == null) {
            keys.forEach(info -> out.println(String.format(Locale.ROOT, "%-26s %s", info.name(), info.meaning())));
        } else {
            keys.forEach(info -> explain(info, out));
        }
        out.flush();
        return 0;
    }

    private static KeyInfo find(String name) {
        return KeyInfo.find(name).orElseThrow(() -> unknown(name));
    }

    private static KeelsonException unknown(String name) {
        if (KeyInfo.isClientOnly(name)) {
            return KeelsonException.usage(
                    "'" + name + "' changes a host that runs already; a treefile that is composed cannot have it");
        }
        KeelsonException e = KeelsonException.usage("no key is called '" + name + "'");
        return KeyInfo.nearest(name)
                .map(meant -> e.withHint("did you mean '" + meant + "'?"))
                .orElseGet(() -> e.withHint("'keelson treefile explain' lists all keys"));
    }

    private static void explain(KeyInfo info, PrintWriter out) {
        out.println(info.name());
        out.println("  " + info.meaning());
        line(out, "value", info.type());
        line(out, "default", info.byDefault());
        line(out, "merging", info.merge().meaning());
        line(out, "variables", info.takesVariables() ? "${name} is replaced" : "");
        line(out, "also", String.join(", ", info.otherSpellings()));
        line(out, "note", info.note());
    }

    private static void line(PrintWriter out, String label, String text) {
        if (!text.isEmpty()) {
            out.println(String.format(Locale.ROOT, "  %-10s %s", label + ":", text));
        }
    }

    private static ArrayNode toJson(List<KeyInfo> keys) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (KeyInfo info : keys) {
            var object = array.addObject().put("key", info.name());
            info.otherSpellings().forEach(object.putArray("otherSpellings")::add);
            object.put("value", info.type()).put("default", info.byDefault());
            object.put("merge", info.merge().name().toLowerCase(Locale.ROOT));
            object.put("variables", info.takesVariables());
            object.put("meaning", info.meaning()).put("note", info.note());
        }
        return array;
    }
}
