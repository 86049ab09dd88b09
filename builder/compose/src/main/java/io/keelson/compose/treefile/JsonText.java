package io.keelson.compose.treefile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.keelson.compose.treefile.Node.Field;
import io.keelson.compose.treefile.Node.Kind;
import io.keelson.compose.treefile.Node.Mapping;
import io.keelson.compose.treefile.Node.Scalar;
import io.keelson.compose.treefile.Node.Seq;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// JSON into nodes; strict JSON, without comments or trailing commas.
final class JsonText {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(50).build())
            .build();

    private final String file;
    private final JsonParser parser;

    private JsonText(String file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    static Node parse(String text, String file) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return new JsonText(file, parser).document();
        } catch (JsonProcessingException e) {
            String reason = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
            throw new SyntaxError(
                    origin(file, e.getLocation()),
                    "not valid JSON: " + reason.lines().findFirst().orElse("cannot be parsed"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Node document() throws IOException {
        if (parser.nextToken() == null) {
            throw new SyntaxError(new Origin(file, 1, 1), "not valid JSON: the file is empty");
        }
        Node root = node();
        if (parser.nextToken() != null) {
            throw new SyntaxError(here(), "not valid JSON: there is more after the end of the document");
        }
        return root;
    }

    private Node node() throws IOException {
        Origin at = here();
        return switch (parser.currentToken()) {
            case START_OBJECT -> new Mapping(at, fields());
            case START_ARRAY -> new Seq(at, items());
            case VALUE_STRING -> new Scalar(at, Kind.TEXT, parser.getText());
            case VALUE_NUMBER_INT ->
                new Scalar(at, Kind.INTEGER, parser.getBigIntegerValue().toString());
            case VALUE_NUMBER_FLOAT -> new Scalar(at, Kind.DECIMAL, parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> new Scalar(at, Kind.BOOL, parser.getText());
            case VALUE_NULL -> new Scalar(at, Kind.NULL, "");
            default -> throw new SyntaxError(at, "not valid JSON: unexpected " + parser.currentToken());
        };
    }

    private List<Field> fields() throws IOException {
        List<Field> fields = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Origin at = here();
            String key = parser.currentName();
            parser.nextToken();
            fields.add(new Field(at, key, node()));
        }
        return fields;
    }

    private List<Node> items() throws IOException {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node());
        }
        return items;
    }

    private Origin here() {
        return origin(file, parser.currentTokenLocation());
    }

    private static Origin origin(String file, @org.jspecify.annotations.Nullable JsonLocation at) {
        return at == null
                ? new Origin(file, 1, 1)
                : new Origin(file, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
    }
}
