package io.keelson.cli.ostree;

import io.keelson.ostree.CommitSizes;
import io.keelson.ostree.FileObject;
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
import io.keelson.ostree.variant.VariantType;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
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

    @Option(names = "--print-related", description = "Show the \"related\" commits")
    private boolean related;

    @Option(
            names = "--print-variant-type",
            paramLabel = "TYPE",
            description = "Memory map OBJECT (in this case a filename) to the GVariant type string")
    private @Nullable String type;

    @Option(names = "--print-sizes", description = "Show the commit size metadata")
    private boolean sizes;

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
                value(printer, metadata, key);
            } else if (detachedKey != null) {
                value(printer, detached(repo), detachedKey);
            } else if (related) {
                related(repo);
            } else if (type != null) {
                byte[] bytes = Files.readAllBytes(Path.of(object));
                out().println(printer.forReaders(Variant.decode(VariantType.of(type), bytes))
                        .print(true));
            } else if (sizes) {
                sizes(repo);
            } else {
                object(repo, printer);
            }
        }
    }

    private void related(Repository repo) throws IOException {
        ObjectName name = new ObjectName(ObjectType.COMMIT, repo.refs().resolve(object));
        for (Variant pair : repo.readVariant(name).child(2).children()) {
            out().println(pair.child(0).asString() + " "
                    + Digest.ofRaw(pair.child(1).asBytes()));
        }
    }

    private void sizes(Repository repo) throws IOException {
        List<CommitSizes.Entry> all = CommitSizes.of(repo.readCommit(repo.refs().resolve(object)));
        List<CommitSizes.Entry> needed =
                all.stream().filter(entry -> !repo.has(entry.name())).toList();
        out().println("Compressed size (needed/total): " + sum(needed, CommitSizes.Entry::archived) + "/"
                + sum(all, CommitSizes.Entry::archived));
        out().println("Unpacked size (needed/total): " + sum(needed, CommitSizes.Entry::unpacked) + "/"
                + sum(all, CommitSizes.Entry::unpacked));
        out().println("Number of objects (needed/total): " + needed.size() + "/" + all.size());
    }

    private static String sum(List<CommitSizes.Entry> entries, ToLongFunction<CommitSizes.Entry> size) {
        return Sizes.text(entries.stream().mapToLong(size).sum());
    }

    private void value(CommitPrinter printer, Map<String, Variant> metadata, String name) {
        Variant value = metadata.get(name);
        if (value == null) {
            throw new KeelsonException("No such metadata key '" + name + "'");
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

    private void metadata(Repository repo, CommitPrinter printer, ObjectName name) throws IOException {
        printer.print(name);
        if (name.type() == ObjectType.COMMIT) {
            signatures(repo, name.checksum());
        }
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

    /// A checksum may be that of any object, anything else means a commit.
    private void object(Repository repo, CommitPrinter printer) throws IOException {
        if (!Digest.isHex(object)) {
            metadata(
                    repo, printer, new ObjectName(ObjectType.COMMIT, repo.refs().resolve(object)));
            return;
        }
        Digest checksum = Digest.parse(object);
        for (ObjectType kind : List.of(ObjectType.COMMIT, ObjectType.DIRMETA, ObjectType.DIRTREE)) {
            ObjectName name = new ObjectName(kind, checksum);
            if (repo.has(name)) {
                metadata(repo, printer, name);
                return;
            }
        }
        try (FileObject file = repo.readFile(checksum)) {
            printer.print(checksum, file);
        }
    }
}
