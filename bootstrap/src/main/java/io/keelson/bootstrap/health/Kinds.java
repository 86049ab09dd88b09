package io.keelson.bootstrap.health;

import io.keelson.bootstrap.health.Check.What;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// The kinds of checks, as a file writes them.
final class Kinds {
    static final List<String> NAMES = List.of("script", "unit", "no-failed-units", "http", "tcp", "node");

    /// What a check looks at, and a name for it.
    record Named(String name, What what) {}

    private final Fields fields;
    private final Mistakes mistakes;

    Kinds(Fields fields, Mistakes mistakes) {
        this.fields = fields;
        this.mistakes = mistakes;
    }

    Named read(String kind) {
        return switch (kind) {
            case "script" -> script();
            case "unit" -> unit();
            case "no-failed-units" -> failedUnits();
            case "http" -> http();
            case "tcp" -> tcp();
            default -> node();
        };
    }

    private Named script() {
        List<String> argv = fields.texts("script");
        String name = argv.isEmpty() ? "" : argv.getFirst();
        return new Named(name.substring(name.lastIndexOf('/') + 1), new What.Script(argv));
    }

    private Named unit() {
        String unit = fields.required("unit");
        return new Named(unit, new What.UnitActive(unit));
    }

    private Named failedUnits() {
        Fields inner = inner("no-failed-units");
        List<String> except = inner.texts("except");
        inner.end("no-failed-units");
        return new Named("", new What.NoFailedUnits(except));
    }

    private Named http() {
        Fields inner = inner("http");
        inner.need("url");
        URI url = inner.value("url", URI.create("http://localhost/"), "an http or https URL", Kinds::url);
        int status = inner.value("status", 200, "a status such as 200", Kinds::number);
        Optional<Pattern> body = inner.value("body", Optional.empty(), "a regular expression", Kinds::pattern);
        Optional<String> ca = inner.text("ca");
        inner.end("http");
        return new Named(url.toString(), new What.Http(url, status, body, ca));
    }

    private Named tcp() {
        What.Tcp tcp = fields.value("tcp", new What.Tcp("localhost", 1), "HOST:PORT", Kinds::address);
        return new Named(tcp.host() + ":" + tcp.port(), tcp);
    }

    private Named node() {
        Fields inner = inner("node");
        What.Node node = new What.Node(inner.required("kubeconfig"), inner.text("name"));
        inner.end("node");
        return new Named(node.node().orElse(""), node);
    }

    /// The mapping of a kind that has keys of its own; only asked for where that kind was seen.
    private Fields inner(String kind) {
        return new Fields(Objects.requireNonNull(fields.take(kind)), mistakes);
    }

    private static Optional<URI> url(String text) {
        try {
            URI url = URI.create(text);
            return url.getHost() != null && List.of("http", "https").contains(String.valueOf(url.getScheme()))
                    ? Optional.of(url)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[0-9]{1,5}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static Optional<Optional<Pattern>> pattern(String text) {
        try {
            return Optional.of(Optional.of(Pattern.compile(text)));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<What.Tcp> address(String text) {
        int colon = text.lastIndexOf(':');
        Optional<Integer> port = colon <= 0 ? Optional.empty() : number(text.substring(colon + 1));
        return port.filter(number -> number > 0 && number < 65536)
                .map(number -> new What.Tcp(text.substring(0, colon).replaceAll("^\\[|]$", ""), number));
    }
}
