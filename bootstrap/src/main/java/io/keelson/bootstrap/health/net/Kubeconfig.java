package io.keelson.bootstrap.health.net;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/// The cluster and the user of a kubeconfig's current context, key by key.
record Kubeconfig(Map<String, String> cluster, Map<String, String> user) {
    static Kubeconfig read(String file) throws IOException {
        try {
            LoaderOptions options = new LoaderOptions();
            StreamReader text = new StreamReader(new StringReader(Pem.read(file)));
            Node root = new Composer(new ParserImpl(text, options), new Resolver(), options).getSingleNode();
            Map<String, Node> top = nodes(root);
            String name = texts(root).getOrDefault("current-context", "");
            Map<String, String> context = texts(item(top.get("contexts"), name, "context"));
            return new Kubeconfig(
                    texts(item(top.get("clusters"), context.getOrDefault("cluster", ""), "cluster")),
                    texts(item(top.get("users"), context.getOrDefault("user", ""), "user")));
        } catch (YAMLException e) {
            throw new IOException(file + " is not valid YAML", e);
        }
    }

    /// What a key holds itself (`KEY-data`, in base 64) or names a file of; empty when it does neither.
    String material(Map<String, String> of, String key) throws IOException {
        String data = of.get(key + "-data");
        if (data != null) {
            return new String(Base64.getMimeDecoder().decode(data), StandardCharsets.US_ASCII);
        }
        String file = of.get(key);
        return file == null ? "" : Pem.read(file);
    }

    /// A token that says who we are, or empty.
    String token() throws IOException {
        String file = user.get("tokenFile");
        return file == null ? user.getOrDefault("token", "") : Pem.read(file).strip();
    }

    private static Node item(@org.jspecify.annotations.Nullable Node list, String name, String key) throws IOException {
        if (list instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                Node found = nodes(item).get(key);
                if (found != null && name.equals(texts(item).get("name"))) {
                    return found;
                }
            }
        }
        throw new IOException("the kubeconfig has no " + key + " named '" + name + "'");
    }

    private static Map<String, Node> nodes(Node node) {
        Map<String, Node> nodes = new HashMap<>();
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    nodes.put(key.getValue(), tuple.getValueNode());
                }
            });
        }
        return nodes;
    }

    private static Map<String, String> texts(Node node) {
        Map<String, String> texts = new HashMap<>();
        nodes(node).forEach((key, value) -> {
            if (value instanceof ScalarNode scalar) {
                texts.put(key, scalar.getValue());
            }
        });
        return texts;
    }
}
