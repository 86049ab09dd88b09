package io.keelson.bootstrap.host.deploy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Whether the beginning of a file looks like a kernel, of which nothing is missing.
final class KernelImage {
    /// As much of a kernel as is looked at.
    static final int HEAD = 0x400;

    private static final int SETUP_SECTORS = 0x1f1;
    private static final int SIZE_IN_PARAGRAPHS = 0x1f4;
    private static final int X86_MAGIC = 0x202;
    private static final int ARM64_MAGIC = 0x38;
    private static final int ZBOOT_MAGIC = 4;
    private static final int SECTOR = 512;

    private KernelImage() {}

    /// What is wrong with it, if anything.
    static Optional<String> fault(byte[] head, long size) {
        if (size == 0) {
            return Optional.of("is empty");
        }
        if (has(head, X86_MAGIC, "HdrS")) {
            long needed = x86Size(head);
            return size < needed
                    ? Optional.of("is cut: " + size + " bytes, its header says " + needed)
                    : Optional.empty();
        }
        return has(head, ARM64_MAGIC, "ARMd") || has(head, ZBOOT_MAGIC, "zimg")
                ? Optional.empty()
                : Optional.of("is no kernel that a boot loader could start");
    }

    /// Boot sector, setup code (0 stands for 4 sectors) and protected-mode code (Documentation/arch/x86/boot.rst).
    private static long x86Size(byte[] head) {
        int sectors = head[SETUP_SECTORS] & 0xFF;
        long paragraphs = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(SIZE_IN_PARAGRAPHS) & 0xFFFFFFFFL;
        return (long) ((sectors == 0 ? 4 : sectors) + 1) * SECTOR + paragraphs * 16;
    }

    private static boolean has(byte[] head, int at, String magic) {
        byte[] expected = magic.getBytes(StandardCharsets.ISO_8859_1);
        return head.length >= at + expected.length
                && ByteBuffer.wrap(head, at, expected.length).equals(ByteBuffer.wrap(expected));
    }
}
