package io.keelson.ostree;

import io.keelson.release.KeelsonException;

/// An object exists but is malformed.
final class CorruptedObject extends KeelsonException {
    private static final long serialVersionUID = 1;

    CorruptedObject(ObjectName name, Exception cause) {
        super("Corrupted object " + name + ": " + cause.getMessage(), cause);
    }
}
