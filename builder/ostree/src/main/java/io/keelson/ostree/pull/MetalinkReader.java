package io.keelson.ostree.pull;

import io.keelson.release.KeelsonException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads a metalink. What is not asked for is skipped, wherever it stands.
final class MetalinkReader {
    private static final String FILE = "summary";
    private static final int DEEPEST = 64;

    private final Deque<String> path = new ArrayDeque<>();
    private final Map<String, String> hashes = new HashMap<>();
    private final List<Address> urls = new ArrayList<>();
    private String type = "";
    private int preference;
    private String protocol = "";
    private boolean anyFile;
    private boolean inFile;
    private boolean found;
    private long size;

    private record Address(int preference, String url) {}

    private MetalinkReader() {}

    /// @throws KeelsonException when it is malformed, or does not say what a summary must be
    static Metalink read(byte[] xml) {
        String text = text(xml);
        if (!text.stripLeading().startsWith("<")) {
            throw new KeelsonException("Metalink: Document must begin with an element (e.g. <book>)");
        }
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        MetalinkReader reader = new MetalinkReader();
        try {
            XMLStreamReader events = factory.createXMLStreamReader(new StringReader(text));
            while (events.hasNext()) {
                reader.event(events, events.next());
            }
        } catch (XMLStreamException e) {
            throw new KeelsonException("Metalink: " + e.getMessage(), e);
        }
        return reader.result();
    }

    /// The parser would write to standard error what it thinks of bytes that are not UTF-8.
    private static String text(byte[] xml) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(xml))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new KeelsonException("Metalink: Invalid UTF-8 encoded text", e);
        }
    }

    private void event(XMLStreamReader events, int kind) throws XMLStreamException {
        if (kind == XMLStreamConstants.START_ELEMENT) {
            path.addLast(events.getLocalName());
            if (path.size() > DEEPEST) {
                throw new XMLStreamException("elements are nested too deeply");
            }
            start(events);
        } else if (kind == XMLStreamConstants.END_ELEMENT) {
            if (at("metalink/files/file")) {
                inFile = false;
            }
            path.removeLast();
        } else if (kind == XMLStreamConstants.CHARACTERS && inFile) {
            text(events.getText().strip());
        }
    }

    private boolean at(String place) {
        return String.join("/", path).equals(place);
    }

    private static String attribute(XMLStreamReader events, String name) {
        return Objects.requireNonNullElse(events.getAttributeValue(null, name), "");
    }

    private void start(XMLStreamReader events) {
        if (at("metalink/files/file")) {
            anyFile = true;
            inFile = attribute(events, "name").equals(FILE);
            found |= inFile;
        } else if (at("metalink/files/file/verification/hash")) {
            type = attribute(events, "type");
        } else if (at("metalink/files/file/resources/url")) {
            protocol = attribute(events, "protocol");
            String wanted = attribute(events, "preference");
            preference = wanted.matches("[0-9]{1,6}") ? Integer.parseInt(wanted) : 0;
        }
    }

    private void text(String text) {
        if (at("metalink/files/file/size") && text.matches("[0-9]{1,18}")) {
            size = Long.parseLong(text);
        } else if (at("metalink/files/file/verification/hash")) {
            hashes.put(type, text);
        } else if (at("metalink/files/file/resources/url") && protocol.matches("https?") && text.contains("/")) {
            urls.add(new Address(preference, text));
        }
    }

    private Metalink result() {
        expect(anyFile, "No <file> element found");
        expect(found, "No <file name='" + FILE + "'> found");
        expect(size > 0, "No <size> element found or it is zero");
        String sha256 = hashes.getOrDefault("sha256", "");
        String sha512 = hashes.getOrDefault("sha512", "");
        expect(!sha256.isEmpty() || !sha512.isEmpty(), "No <verification> element with known <hash type=> found");
        expect(sha256.isEmpty() || sha256.matches("[0-9a-f]{64}"), "Invalid hash digest for sha256");
        expect(sha512.isEmpty() || sha512.matches("[0-9a-f]{128}"), "Invalid hash digest for sha512");
        expect(!urls.isEmpty(), "No <url method='http'> elements found");
        List<String> sorted = urls.stream()
                .sorted(Comparator.comparingInt(Address::preference).reversed())
                .map(Address::url)
                .toList();
        return sha512.isEmpty()
                ? new Metalink(size, "SHA-256", sha256, sorted)
                : new Metalink(size, "SHA-512", sha512, sorted);
    }

    private static void expect(boolean condition, String otherwise) {
        if (!condition) {
            throw new KeelsonException(otherwise);
        }
    }
}
