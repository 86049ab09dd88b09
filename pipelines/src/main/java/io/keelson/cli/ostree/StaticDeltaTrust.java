package io.keelson.cli.ostree;

import io.keelson.ostree.delta.Superblock;
import io.keelson.ostree.sign.Engine;
import io.keelson.ostree.sign.TrustedKeys;
import io.keelson.ostree.variant.Variant;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A delta and whose signatures of it count: what `apply-offline` and `verify` share.
final class StaticDeltaTrust {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DELTA",
            description = "The delta; the directory of one or its superblock, with a slash in it")
    private @Nullable String delta;

    @Option(names = "--sign-type", paramLabel = "NAME", description = "Signature type to use (defaults to 'ed25519')")
    private String type = Engine.DEFAULT;

    @Option(names = "--keys-file", paramLabel = "NAME", description = "Read key(s) from file")
    private @Nullable Path file;

    @Option(
            names = "--keys-dir",
            paramLabel = "NAME",
            description = "Redefine system-wide directories with public and revoked keys for verification")
    private @Nullable Path directory;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "KEY-ID")
    private List<String> keys = List.of();

    /// What was named.
    @Nullable
    String delta() {
        return delta;
    }

    /// The keys.
    ///
    /// @throws KeelsonException when there are none
    TrustedKeys keys() throws IOException {
        TrustedKeys all = TrustedKeys.none(Engine.of(type));
        for (String key : keys) {
            all = all.with(key);
        }
        if (file != null) {
            return all.withFile(file);
        }
        List<Path> directories = directory == null ? TrustedKeys.SYSTEM : List.of(directory);
        return keys.isEmpty() ? all.withDirectories(directories) : all;
    }

    /// The keys; none when the command line says nothing and the machine has none.
    Optional<TrustedKeys> keysIfAny() throws IOException {
        try {
            return Optional.of(keys());
        } catch (KeelsonException e) {
            if (file == null && directory == null && keys.isEmpty()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// Looks for a good signature.
    ///
    /// @throws KeelsonException when there is none
    static void verify(Superblock delta, TrustedKeys keys) {
        String key = keys.engine().metadataKey();
        Variant list = delta.signatures().get(key);
        if (list == null || !list.type().signature().equals("aay")) {
            throw new KeelsonException("no signature for '" + key + "' in static-delta superblock");
        }
        List<byte[]> signatures = list.children().stream().map(Variant::asBytes).toList();
        keys.engine().verify(delta.signedBytes(), signatures, keys);
    }
}
