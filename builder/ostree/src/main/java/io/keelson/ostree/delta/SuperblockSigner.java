package io.keelson.ostree.delta;

import io.keelson.ostree.variant.Variant;
import java.io.IOException;
import java.util.Map;

/// Signs superblocks.
public interface SuperblockSigner {
    /// The signatures of these bytes by the key of their kind, such as `ostree.sign.ed25519`.
    Map<String, Variant> sign(byte[] superblock) throws IOException;
}
