package io.keelson.bootstrap.host.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The file in which libostree keeps a staged deployment until the shutdown: a GVariant dictionary, of which
/// the target comes first and the kernel arguments after the key of that name.
record StagedFile(DeploymentId id, String arguments) {
    private static final Pattern NAME = Pattern.compile("name\0+([0-9a-f]{64}\\.[0-9]+)\0");
    private static final Pattern OS = Pattern.compile("osname\0+([^\0]+)\0");
    private static final Pattern ARGUMENTS = Pattern.compile("kargs\0+(?<words>(?:[\\x20-\\x7e\\x80-\\xff]+\0)+)");

    static Optional<StagedFile> parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        Matcher name = NAME.matcher(text);
        Matcher os = OS.matcher(text);
        if (!text.startsWith("target\0") || !name.find() || !os.find()) {
            return Optional.empty();
        }
        return DeploymentId.parse(os.group(1), name.group(1)).map(id -> new StagedFile(id, arguments(text)));
    }

    private static String arguments(String text) {
        Matcher found = ARGUMENTS.matcher(text);
        List<String> words = found.find() ? Arrays.asList(found.group("words").split("\0")) : List.of();
        return String.join(
                " ", words.stream().filter(word -> !word.startsWith("ostree=")).toList());
    }
}
