package io.keelson.bootstrap.host.deploy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Whether the beginning of a file is one that a kernel unpacks as its initramfs.
final class InitramfsImage {
    static final int HEAD = 8;

    /// cpio as such, then gzip, zstd, xz, lz4, bzip2, lzma and lzo.
    private static final List<String> MAGICS =
            List.of(hex("07070"), "1f8b", "28b52ffd", "fd377a585a", "02214c18", hex("BZh"), "5d0000", "894c5a4f");

    private InitramfsImage() {}

    static Optional<String> fault(byte[] head, long size) {
        if (size == 0) {
            return Optional.of("is empty");
        }
        String begin = HexFormat.of().formatHex(head);
        return MAGICS.stream().anyMatch(begin::startsWith)
                ? Optional.empty()
                : Optional.of("is nothing that a kernel can unpack (it begins with " + begin + ")");
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
