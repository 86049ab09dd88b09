package io.keelson.packages.apt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A cleartext-signed document (RFC 9580, section 7), taken apart strictly: nothing but the document
/// may be in the file, and only signed text is ever given out.
///
/// @param text the signed text with `\n` line ends and without blanks at line ends, which a signature
///     does not cover
/// @param signature the armoured signature block
record ClearSigned(String text, String signature) {
    private static final String BEGIN = "-----BEGIN PGP SIGNED MESSAGE-----";
    private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
    private static final String END = "-----END PGP SIGNATURE-----";

    /// Takes a document apart.
    ///
    /// @throws IOException that says what is not as it should be
    static ClearSigned parse(byte[] content) throws IOException {
        List<String> lines = List.of(new String(content, StandardCharsets.ISO_8859_1).split("\n", -1));
        if (!strip(lines.getFirst()).equals(BEGIN)) {
            throw new IOException("it does not begin with " + BEGIN);
        }
        int body = afterHeaders(lines);
        int signature = find(lines, body, SIGNATURE);
        int end = find(lines, signature, END);
        for (String line : lines.subList(end + 1, lines.size())) {
            if (!strip(line).isEmpty()) {
                throw new IOException("text follows after the signature");
            }
        }
        String text = unescape(lines.subList(body, signature));
        return new ClearSigned(text, String.join("\n", lines.subList(signature, end + 1)) + "\n");
    }

    /// The octets that the signature covers: CRLF between lines, none after the last.
    byte[] signedBytes() {
        String canonical =
                text.isEmpty() ? "" : text.substring(0, text.length() - 1).replace("\n", "\r\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(canonical.getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    private static int afterHeaders(List<String> lines) throws IOException {
        for (int i = 1; i < lines.size(); i++) {
            String line = strip(lines.get(i));
            if (line.isEmpty()) {
                return i + 1;
            }
            if (!line.startsWith("Hash: ")) {
                throw new IOException("line " + (i + 1) + " may only be a Hash header");
            }
        }
        throw new IOException("it ends within its header");
    }

    private static int find(List<String> lines, int from, String wanted) throws IOException {
        for (int i = from; i < lines.size(); i++) {
            if (strip(lines.get(i)).equals(wanted)) {
                return i;
            }
        }
        throw new IOException("the line " + wanted + " is missing");
    }

    private static String unescape(List<String> lines) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            if (line.startsWith("-") && !line.startsWith("- ")) {
                throw new IOException("a line of the signed text begins with an unescaped dash");
            }
            int cr = line.indexOf('\r');
            if (line.indexOf('\0') >= 0 || (cr >= 0 && cr < line.length() - 1)) {
                throw new IOException("the signed text contains control characters");
            }
            text.append(strip(line.startsWith("- ") ? line.substring(2) : line)).append('\n');
        }
        byte[] raw = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        return new String(raw, StandardCharsets.UTF_8);
    }

    private static String strip(String line) {
        int end = line.length();
        while (end > 0 && " \t\r".indexOf(line.charAt(end - 1)) >= 0) {
            end--;
        }
        return line.substring(0, end);
    }
}
