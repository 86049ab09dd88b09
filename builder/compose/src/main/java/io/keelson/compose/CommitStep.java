package io.keelson.compose;

import io.keelson.compose.commit.ObjectWriter;
import io.keelson.compose.finish.KernelVersion;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.treefile.Treefile;
import io.keelson.ostree.Commit;
import io.keelson.ostree.DirTree;
import io.keelson.ostree.Transaction;
import io.keelson.packages.LockedPackage;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import io.keelson.release.Progress;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The last step: the tree and what is known of it become a commit, and the ref points at it.
final class CommitStep {
    private final Treefile treefile;
    private final ComposeOptions options;
    private final Progress progress;

    CommitStep(Treefile treefile, ComposeOptions options, Progress progress) {
        this.treefile = treefile;
        this.options = options;
        this.progress = progress;
    }

    ComposeResult run(
            Transaction transaction,
            ObjectWriter objects,
            FileTree image,
            List<LockedPackage> packages,
            Digest inputHash,
            @Nullable String version,
            @Nullable Previous previous) {
        String ref = treefile.ref().orElse(null);
        try (Progress.Task _ = progress.begin("write the commit")) {
            DirTree.Sub root = objects.write(image);
            Commit commit = new Commit(
                    metadata(image, packages, inputHash, version).build(ref == null ? List.of() : List.of(ref)),
                    previous == null ? null : previous.checksum(),
                    "",
                    "",
                    options.epoch(),
                    root.tree(),
                    root.meta());
            Digest checksum = objects.commit(commit.encode());
            if (ref != null) {
                transaction.setRef(ref, checksum);
            }
            transaction.commit();
            AtomicLong entries = new AtomicLong();
            image.walk((_, _) -> entries.incrementAndGet());
            return new ComposeResult.Composed(
                    packages,
                    ref,
                    checksum,
                    commit.contentChecksum(),
                    version,
                    inputHash,
                    previous == null ? null : previous.checksum(),
                    entries.get());
        } catch (IOException e) {
            throw new KeelsonException("cannot write the commit to " + options.repo() + ": " + e.getMessage(), e);
        }
    }

    private CommitMetadata metadata(
            FileTree image, List<LockedPackage> packages, Digest inputHash, @Nullable String version) {
        CommitMetadata metadata = new CommitMetadata();
        metadata.addJson("add-commit-metadata", treefile.addCommitMetadata());
        options.metadata().forEach(metadata::add);
        if (version != null) {
            metadata.add(Version.KEY, version);
        }
        metadata.addInputHash(inputHash);
        metadata.addPackages(packages);
        if (!treefile.containerCmd().isEmpty()) {
            metadata.add("ostree.container-cmd", treefile.containerCmd());
        }
        if (!treefile.container()) {
            metadata.add("rpmostree.initramfs-args", treefile.initramfsArgs());
            metadata.add("ostree.bootable", true);
            metadata.add("ostree.linux", KernelVersion.of(image));
        }
        return metadata;
    }
}
