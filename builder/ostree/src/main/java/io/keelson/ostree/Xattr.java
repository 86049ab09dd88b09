package io.keelson.ostree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// An extended attribute. `value` is not to be changed.
@SuppressWarnings("ArrayRecordComponent") // equality is written out below
public record Xattr(String name, byte[] value) {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Xattr(String thatName, byte[] that)
                && name.equals(thatName)
                && Arrays.equals(value, that);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(value);
    }
}
