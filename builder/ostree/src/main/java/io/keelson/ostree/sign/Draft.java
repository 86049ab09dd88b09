package io.keelson.ostree.sign;

import io.keelson.ostree.variant.Variant;
import java.util.Map;

/// Something that is not stored yet, and the signatures that it will have.
public final class Draft implements Signable {
    private final byte[] data;
    private final String what;
    private Map<String, Variant> metadata;

    /// @param data what is to be signed; not to be changed any more
    /// @param metadata what is beside it besides signatures
    /// @param what how messages call it
    public Draft(byte[] data, Map<String, Variant> metadata, String what) {
        this.data = data;
        this.what = what;
        this.metadata = metadata;
    }

    @Override
    public byte[] data() {
        return data;
    }

    @Override
    public Map<String, Variant> metadata() {
        return metadata;
    }

    @Override
    public void replace(Map<String, Variant> changed) {
        metadata = changed;
    }

    @Override
    public String what() {
        return what;
    }
}
