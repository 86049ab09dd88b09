package io.keelson.ostree.sign;

import io.keelson.ostree.variant.Variant;
import java.io.IOException;
import java.util.Map;

/// Something with signatures beside it.
public interface Signable {
    /// What is signed, every byte of it.
    byte[] data() throws IOException;

    /// What is beside it, signatures among others.
    Map<String, Variant> metadata() throws IOException;

    /// Replaces what is beside it, as a whole or not at all.
    void replace(Map<String, Variant> metadata) throws IOException;

    /// How messages call it.
    String what();
}
