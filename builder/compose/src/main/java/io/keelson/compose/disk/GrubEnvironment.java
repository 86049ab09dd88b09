package io.keelson.compose.disk;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SequencedMap;

/// GRUB's environment block: variables that outlive a start, in a file that GRUB overwrites in place and
/// which therefore always has the same size. What it says is in its first sector, which is written as a whole.
public final class GrubEnvironment {
    private static final int SIZE = 1024;
    private static final int SECTOR = 512;
    private static final String TITLE = "# GRUB Environment Block\n";

    private GrubEnvironment() {}

    /// The bytes of the file.
    ///
    /// @throws IllegalArgumentException when the variables do not fit
    public static byte[] encode(SequencedMap<String, String> variables) {
        StringBuilder text = new StringBuilder(TITLE);
        variables.forEach((name, value) -> text.append(name)
                .append('=')
                .append(value.replace("\\", "\\\\").replace("\n", "\\\n"))
                .append('\n'));
        byte[] given = text.toString().getBytes(StandardCharsets.UTF_8);
        if (given.length > SECTOR) {
            throw new IllegalArgumentException("variables of " + given.length + " bytes");
        }
        byte[] block = Arrays.copyOf(given, SIZE);
        Arrays.fill(block, given.length, SIZE, (byte) '#');
        return block;
    }
}
