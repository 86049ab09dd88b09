package io.keelson.cli.treefile;

import io.keelson.compose.treefile.Treefile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `keelson treefile print`: the flattened treefile.
@Command(
        name = "print",
        mixinStandardHelpOptions = true,
        description = {
            "Print what a treefile says, all includes, conditions and variables applied.",
            "The result is a treefile again; the files that it names are relative to the files that declared them."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:printed", "2:the treefile has mistakes, or wrong usage"})
final class PrintCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private LoadMixin loading = new LoadMixin();

    @Parameters(paramLabel = "FILE", description = "The treefile.")
    private Path file = Path.of("");

    @ArgGroup
    private @Nullable Form form;

    /// How to print it.
    static final class Form {
        @Option(names = "--json", required = true, description = "As JSON, which is the default.")
        boolean json;

        @Option(names = "--yaml", required = true, description = "As YAML.")
        boolean yaml;
    }

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec, "picocli sets it");
        Treefile treefile = loading.load(file);
        PrintWriter err = command.commandLine().getErr();
        treefile.notes().forEach(note -> err.println("note: " + note));
        PrintWriter out = command.commandLine().getOut();
        out.println(form != null && form.yaml ? treefile.toYaml().strip() : treefile.toJson());
        out.flush();
        return 0;
    }
}
