package io.keelson.bootstrap.main;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Option;

/// `--json`.
final class JsonOption {
    @Option(names = "--json", description = "Print the result as JSON with a version number.")
    private boolean json;

    boolean isSet() {
        return json;
    }

    static void print(JsonNode node) {
        System.out.println(node.toPrettyString());
    }
}
