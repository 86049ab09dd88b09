package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import io.keelson.ostree.sign.Engine;
import io.keelson.ostree.sign.KeyFiles;
import io.keelson.ostree.sign.SignedCommit;
import io.keelson.ostree.sign.Signer;
import io.keelson.ostree.sign.TrustedKeys;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "sign", description = "Sign a commit")
final class SignCommand extends RepositoryCommand {
    @Option(
            names = {"-d", "--delete"},
            description = "Delete signatures having any of the KEY-IDs")
    private boolean delete;

    @Option(names = "--verify", description = "Verify signatures")
    private boolean verify;

    @Option(
            names = {"-s", "--sign-type"},
            paramLabel = "NAME",
            description = "Signature type to use (defaults to 'ed25519')")
    private String type = Engine.DEFAULT;

    @Option(names = "--keys-file", paramLabel = "NAME", description = "Read key(s) from file")
    private @Nullable Path file;

    @Option(
            names = "--keys-dir",
            paramLabel = "NAME",
            description = "Redefine system-wide directories with public and revoked keys for verification")
    private @Nullable Path directory;

    @Parameters(index = "0", paramLabel = "COMMIT")
    private String commit = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "KEY-ID")
    private List<String> keys = List.of();

    @Override
    void run() throws IOException {
        if (keys.isEmpty() && file == null && !verify) {
            throw new KeelsonException("Need at least one KEY-ID to sign with");
        }
        try (Repository repo = open()) {
            Signer signer = new Signer(new SignedCommit(repo, repo.refs().resolve(commit)));
            Engine engine = Engine.of(type);
            if (verify) {
                out().println(verify(signer, engine));
            } else if (delete) {
                out().println("Signatures deleted: " + signer.remove(publicKeys(engine)));
            } else {
                signer.sign(engine, texts());
            }
        }
    }

    private List<String> texts() throws IOException {
        List<String> all = new ArrayList<>(keys);
        if (file != null) {
            all.addAll(KeyFiles.lines(file));
        }
        return all;
    }

    private TrustedKeys publicKeys(Engine engine) throws IOException {
        TrustedKeys all = TrustedKeys.none(engine);
        for (String key : keys) {
            all = all.with(key);
        }
        return file == null ? all : all.withFile(file);
    }

    /// Each given key is tried by itself, then those of files.
    private String verify(Signer signer, Engine engine) throws IOException {
        for (String key : keys) {
            try {
                return signer.verify(TrustedKeys.none(engine).with(key));
            } catch (KeelsonException _) {
                // what counts is that one of them is good
            }
        }
        if (file != null) {
            return signer.verify(TrustedKeys.none(engine).withFile(file));
        }
        if (keys.isEmpty()) {
            List<Path> directories = directory == null ? TrustedKeys.SYSTEM : List.of(directory);
            return signer.verify(TrustedKeys.none(engine).withDirectories(directories));
        }
        throw new KeelsonException("No valid signatures found");
    }
}
