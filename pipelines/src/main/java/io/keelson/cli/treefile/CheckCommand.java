package io.keelson.cli.treefile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.keelson.compose.treefile.Treefile;
import io.keelson.release.KeelsonException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `keelson treefile check`: all mistakes of some treefiles.
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Tell all mistakes of treefiles and of what they include.",
            "Each as file:line:column: message, so that editors can jump there."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:no mistakes", "2:mistakes, or wrong usage"})
final class CheckCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private LoadMixin loading = new LoadMixin();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The treefiles.")
    private List<Path> files = List.of();

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    /// What is wrong in one file, and what its author should know.
    private record Result(Path file, List<String> mistakes, List<String> notes) {}

    @Override
    public Integer call() {
        List<Result> results = files.stream().map(this::check).toList();
        PrintWriter out =
                Objects.requireNonNull(spec, "picocli sets it").commandLine().getOut();
        if (json) {
            out.println(toJson(results).toPrettyString());
        } else {
            results.forEach(result -> print(result, out));
        }
        out.flush();
        return finish(results);
    }

    private Result check(Path file) {
        try {
            Treefile treefile = loading.load(file);
            return new Result(file, List.of(), treefile.notes());
        } catch (KeelsonException e) {
            return new Result(file, String.valueOf(e.getMessage()).lines().toList(), List.of());
        }
    }

    private static void print(Result result, PrintWriter out) {
        if (result.mistakes().isEmpty()) {
            result.notes().forEach(note -> out.println("note: " + note));
            out.println(result.file() + ": ok");
        }
    }

    /// With `--json` everything is told already; else the mistakes are told as every command's are.
    private int finish(List<Result> results) {
        Set<String> mistakes = new LinkedHashSet<>();
        results.forEach(result -> mistakes.addAll(result.mistakes()));
        if (mistakes.isEmpty()) {
            return 0;
        }
        if (json) {
            return KeelsonException.USAGE;
        }
        throw KeelsonException.usage(new ArrayList<>(mistakes));
    }

    private static ArrayNode toJson(List<Result> results) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Result result : results) {
            var object = array.addObject().put("file", result.file().toString());
            object.put("ok", result.mistakes().isEmpty());
            result.mistakes().forEach(object.putArray("mistakes")::add);
            result.notes().forEach(object.putArray("notes")::add);
        }
        return array;
    }
}
