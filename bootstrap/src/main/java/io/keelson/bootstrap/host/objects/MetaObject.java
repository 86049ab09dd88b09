package io.keelson.bootstrap.host.objects;

import java.nio.ByteBuffer;
import java.util.Optional;

/// Who a directory belongs to, and its mode with the bits of its type.
public record MetaObject(int uid, int gid, int mode) {
    private static final int FIXED = 12;

    /// Reads the bytes of a `.dirmeta` file, `(uuua(ayay))` with numbers in network order; empty when they are none.
    public static Optional<MetaObject> parse(byte[] bytes) {
        if (bytes.length < FIXED) {
            return Optional.empty();
        }
        ByteBuffer numbers = ByteBuffer.wrap(bytes);
        return Optional.of(new MetaObject(numbers.getInt(), numbers.getInt(), numbers.getInt()));
    }
}
