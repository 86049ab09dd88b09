package io.keelson.cli.ostree;

import io.keelson.ostree.sign.Draft;
import io.keelson.ostree.sign.Engine;
import io.keelson.ostree.sign.Gpg;
import io.keelson.ostree.sign.KeyFiles;
import io.keelson.ostree.sign.Signable;
import io.keelson.ostree.sign.Signer;
import io.keelson.ostree.variant.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options that say with which keys to sign what a command makes.
final class SigningOptions {
    @Option(names = "--gpg-sign", paramLabel = "KEY-ID", description = "GPG Key ID to sign with")
    private List<String> gpgKeys = List.of();

    @Option(
            names = "--gpg-homedir",
            paramLabel = "HOMEDIR",
            description = "GPG Homedir to use when looking for keyrings")
    private @Nullable Path gpgHome;

    @Option(
            names = "--sign",
            paramLabel = "KEY-ID",
            description = "Key to sign with; every process of the machine can read it here, so prefer a file")
    private List<String> secrets = List.of();

    @Option(names = "--sign-from-file", paramLabel = "PATH", description = "Sign with the keys in the file PATH")
    private List<Path> files = List.of();

    @Option(names = "--sign-type", paramLabel = "NAME", description = "Signature type to use (defaults to 'ed25519')")
    private String type = Engine.DEFAULT;

    /// Whether anything is to be signed.
    boolean given() {
        return !gpgKeys.isEmpty() || !secrets.isEmpty() || !files.isEmpty();
    }

    /// Signs something that is not stored yet.
    ///
    /// @param metadata what is beside it besides signatures
    /// @param what how messages call it
    /// @return that with the signatures
    Map<String, Variant> signatures(byte[] data, Map<String, Variant> metadata, String what) throws IOException {
        Draft draft = new Draft(data, metadata, what);
        sign(draft);
        return draft.metadata();
    }

    /// Adds the signatures.
    void sign(Signable signed) throws IOException {
        List<String> keys = new ArrayList<>(secrets);
        for (Path file : files) {
            keys.addAll(KeyFiles.lines(file));
        }
        if (!keys.isEmpty()) {
            new Signer(signed).sign(Engine.of(type), keys);
        }
        if (!gpgKeys.isEmpty()) {
            new Signer(signed).sign(new Gpg(gpgHome), gpgKeys);
        }
    }
}
