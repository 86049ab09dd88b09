package io.keelson.cli.ostree;

import io.keelson.ostree.ObjectName;
import io.keelson.ostree.ObjectType;
import io.keelson.ostree.Repository;
import io.keelson.ostree.remote.Remote;
import io.keelson.ostree.sign.Keyring;
import io.keelson.ostree.sign.Keyrings;
import io.keelson.ostree.sign.OpenPgpVerifier;
import io.keelson.ostree.sign.SignatureReport;
import io.keelson.ostree.sign.SignedCommit;
import io.keelson.ostree.sign.Signer;
import io.keelson.ostree.variant.Variant;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Output a metadata object")
final class ShowCommand extends RepositoryCommand {
    @Option(names = "--print-metadata-key", paramLabel = "KEY", description = "Print string value of metadata key")
    private @Nullable String key;

    @Option(
            names = "--print-detached-metadata-key",
            paramLabel = "KEY",
            description = "Print string value of detached metadata key")
    private @Nullable String detachedKey;

    @Option(names = "--raw", description = "Show raw variant data")
    private boolean raw;

    @Option(
            names = {"-B", "--no-byteswap"},
            description = "Do not automatically convert variant data from big endian")
    private boolean asStored;

    @Option(
            names = "--gpg-homedir",
            paramLabel = "HOMEDIR",
            description = "GPG Homedir to use when looking for keyrings")
    private @Nullable Path gpgHome;

    @Option(names = "--gpg-verify-remote", paramLabel = "REMOTE", description = "Use REMOTE name for GPG configuration")
    private @Nullable String remote;

    @Parameters(paramLabel = "OBJECT")
    private String object = "";

    @Override
    void run() throws IOException {
        try (Repository repo = open()) {
            CommitPrinter printer = new CommitPrinter(repo, out(), raw, !asStored);
            if (key != null) {
                Map<String, Variant> metadata =
                        repo.readCommit(repo.refs().resolve(object)).metadata();
                value(printer, metadata, key, "metadata key");
            } else if (detachedKey != null) {
                value(printer, detached(repo), detachedKey, "detached metadata key");
            } else {
                ObjectName name = find(repo);
                printer.print(name);
                if (name.type() == ObjectType.COMMIT) {
                    signatures(repo, name.checksum());
                }
            }
        }
    }

    private void value(CommitPrinter printer, Map<String, Variant> metadata, String name, String what) {
        Variant value = metadata.get(name);
        if (value == null) {
            throw new KeelsonException("No such " + what + " '" + name + "'");
        }
        out().println(printer.forReaders(value).print(true));
    }

    private Map<String, Variant> detached(Repository repo) throws IOException {
        ObjectName name = new ObjectName(ObjectType.COMMITMETA, repo.refs().resolve(object));
        if (!repo.has(name)) {
            throw new KeelsonException("No detached metadata for commit " + name.checksum());
        }
        return repo.readVariant(name).asDictionary();
    }

    private void signatures(Repository repo, Digest commit) throws IOException {
        SignedCommit signed = new SignedCommit(repo, commit);
        if (!signed.metadata().containsKey(OpenPgpVerifier.METADATA_KEY)) {
            return; // keyrings take long to read
        }
        List<SignatureReport> reports =
                new Signer(signed).reports(keyring(repo)).orElse(List.of());
        out().println("Found " + reports.size() + " signature" + (reports.size() == 1 ? "" : "s") + ":");
        reports.forEach(report -> out().print("\n" + report.text("  ")));
    }

    private Keyring keyring(Repository repo) throws IOException {
        Keyrings keyrings = new Keyrings(repo);
        if (remote != null) {
            Remote known = RemotesDirectory.remotes(repo, null).get(remote);
            return keyrings.of(remote, known.option("gpgkeypath").orElse(""));
        }
        return gpgHome == null ? keyrings.all() : keyrings.all().plus(Keyring.directory(gpgHome));
    }

    /// A checksum may be that of any metadata object, anything else means a commit.
    private ObjectName find(Repository repo) throws IOException {
        if (Digest.isHex(object)) {
            for (ObjectType type : List.of(ObjectType.COMMIT, ObjectType.DIRMETA, ObjectType.DIRTREE)) {
                ObjectName name = new ObjectName(type, Digest.parse(object));
                if (repo.has(name)) {
                    return name;
                }
            }
        }
        return new ObjectName(ObjectType.COMMIT, repo.refs().resolve(object));
    }
}
