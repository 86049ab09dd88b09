package io.keelson.compose;

import io.keelson.compose.commit.ObjectWriter;
import io.keelson.compose.commit.Workers;
import io.keelson.compose.deb.Assembly;
import io.keelson.compose.deb.DpkgDatabase;
import io.keelson.compose.deb.MaintainerScripts;
import io.keelson.compose.deb.PackageCache;
import io.keelson.compose.deb.PackageFilter;
import io.keelson.compose.deb.UnpackedPackage;
import io.keelson.compose.finish.CheckIds;
import io.keelson.compose.finish.InstallInitramfs;
import io.keelson.compose.finish.Kernel;
import io.keelson.compose.finish.KernelVersion;
import io.keelson.compose.initramfs.Initramfs;
import io.keelson.compose.layer.Layers;
import io.keelson.compose.sandbox.BubblewrapSandbox;
import io.keelson.compose.sandbox.Sandbox;
import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.treefile.BootLocation;
import io.keelson.compose.treefile.Treefile;
import io.keelson.ostree.Mode;
import io.keelson.ostree.Repository;
import io.keelson.ostree.Transaction;
import io.keelson.packages.LockedPackage;
import io.keelson.packages.source.PackageSource;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import io.keelson.release.Progress;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The recipe: from a treefile to a commit. Every step takes the value of the one before; only objects
/// are written in the background, from the moment a package is unpacked.
public final class Compose {
    private static final String OS_RELEASE = "usr/lib/os-release";

    private final Treefile treefile;
    private final ComposeOptions options;
    private final PackageSource source;
    private final Progress progress;
    private final Contents contents = new Contents();

    public Compose(Treefile treefile, ComposeOptions options, PackageSource source, Progress progress) {
        this.treefile = treefile;
        this.options = options;
        this.source = source;
        this.progress = progress;
    }

    /// Makes the commit, unless nothing changed since the last one.
    ///
    /// @throws KeelsonException when the image cannot be made; the repository is as it was before
    public ComposeResult run() throws InterruptedException, IOException {
        Refusals.check(treefile);
        ComposeResult result;
        try (CacheUse _ = CacheUse.begin(options.cacheDir())) {
            result = resolveAndCompose();
        }
        if (result instanceof ComposeResult.Composed && options.cacheDays() > 0) {
            CachePruning.run(options.cacheDir(), options.cacheDays(), progress);
        }
        return result;
    }

    private ComposeResult resolveAndCompose() throws InterruptedException, IOException {
        List<LockedPackage> packages =
                new PackagePlan(treefile, source, progress).lock(options.lock()).packages();
        if (options.dryRun()) {
            return new ComposeResult.Stopped(packages);
        }
        try (Repository repository = Repository.init(options.repo(), Mode.ARCHIVE)) {
            Layers layers = Layers.find(treefile, repository);
            Digest inputHash = InputHash.of(treefile, packages, layers);
            Previous previous =
                    Previous.find(repository, options.previous(), treefile.ref().orElse(null));
            if (previous != null && !options.forceNoCache() && isUnchanged(previous, inputHash)) {
                return new ComposeResult.Unchanged(packages, previous.checksum(), inputHash);
            }
            BubblewrapSandbox.check();
            return compose(repository, previous, packages, layers, inputHash);
        }
    }

    private static boolean isUnchanged(Previous previous, Digest inputHash) {
        return inputHash.hex().equals(previous.text("rpmostree.inputhash"));
    }

    private ComposeResult compose(
            Repository repository,
            @Nullable Previous previous,
            List<LockedPackage> packages,
            Layers layers,
            Digest inputHash)
            throws InterruptedException, IOException {
        PackageFilter filter = Import.filter(treefile);
        PackageCache cache = new PackageCache(options.cacheDir().resolve("packages"), contents);
        try (Transaction transaction = repository.begin();
                Workers workers = new Workers(options.threads())) {
            transaction.setFsync(options.fsync());
            ObjectWriter objects = new ObjectWriter(transaction, contents, workers);
            List<UnpackedPackage> unpacked =
                    new Import(source, cache, objects, workers, filter, progress).run(packages);
            if (options.downloadOnly()) {
                return new ComposeResult.Stopped(packages);
            }
            String version = Version.of(treefile, previous, options);
            FinishPlan finish = new FinishPlan(treefile, version, options.epoch(), contents, progress::note);
            FileTree assembled = layers.over(
                    assemble(unpacked, filter),
                    repository,
                    options.cacheDir().resolve("layers"),
                    contents,
                    objects::announce);
            if (previous != null && treefile.preservePasswd() && !treefile.container()) {
                assembled = PreservedAccounts.add(assembled, contents, repository, previous);
            }
            // The sandbox holds contents that programs have written, so it stays until they are committed.
            try (Sandbox sandbox = makeSandbox(assembled)) {
                workers.limit(options.threads() - 1); // the programs of the image want a processor, too
                FileTree image = image(sandbox, unpacked, finish, ExpectedIds.of(treefile, repository, previous));
                workers.limit(options.threads());
                return new CommitStep(treefile, options, progress)
                        .run(transaction, objects, image, packages, inputHash, version, previous);
            }
        }
    }

    private FileTree assemble(List<UnpackedPackage> unpacked, PackageFilter filter) {
        try (Progress.Task _ = progress.begin("assemble the tree")) {
            String architecture = Architecture.debian(treefile.basearch());
            return DpkgDatabase.add(Assembly.of(unpacked, filter), unpacked, architecture, contents);
        }
    }

    /// Everything that runs programs of the image, and the pure steps between them.
    private FileTree image(Sandbox sandbox, List<UnpackedPackage> unpacked, FinishPlan finish, CheckIds.Expected ids)
            throws InterruptedException, IOException {
        new MaintainerScripts(sandbox, options.epoch(), progress).run(Import.inScriptOrder(unpacked));
        TreefileScripts scripts = new TreefileScripts(treefile, options.epoch());
        FileTree installed = timed("read back the changes", sandbox::tree);
        FileTree setUp = timed("set up the image", () -> finish.setUp(installed));
        FileTree configured = scripts.postprocess(sandbox, setUp);
        FileTree tidy = timed("tidy the image", () -> finish.tidy(configured, ids));
        FileTree bootable = addKernel(sandbox, finish, tidy, installed.get(OS_RELEASE));
        FileTree shaped = timed("shape the image", () -> finish.shape(bootable));
        return scripts.finish(sandbox, shaped);
    }

    private Sandbox makeSandbox(FileTree tree) throws InterruptedException, IOException {
        try (Progress.Task _ = progress.begin("make the sandbox")) {
            return BubblewrapSandbox.create(options.workDir(), tree, contents);
        }
    }

    /// A step that is shown with its time.
    private interface Step {
        FileTree run() throws InterruptedException;
    }

    private FileTree timed(String what, Step step) throws InterruptedException {
        try (Progress.Task _ = progress.begin(what)) {
            return step.run();
        }
    }

    /// @param release the distribution's own os-release: the initramfs does without the image's version,
    ///     so that a new version alone needs no new initramfs
    private FileTree addKernel(Sandbox sandbox, FinishPlan finish, FileTree tree, @Nullable Entry release)
            throws InterruptedException, IOException {
        if (treefile.container()) {
            return tree;
        }
        FileTree placed = finish.apply(List.of(new Kernel()), tree);
        if (treefile.noInitramfs()) {
            return placed;
        }
        try (Progress.Task _ = progress.begin("make the initramfs")) {
            Initramfs initramfs = new Initramfs(
                    options.cacheDir().resolve("initramfs"), contents, treefile.initramfsArgs(), options.epoch());
            FileTree shown = release == null
                    ? placed
                    : placed.edit().put(OS_RELEASE, release).build();
            Entry.File image = initramfs.build(sandbox, shown, KernelVersion.of(placed));
            boolean ostreeBoot = treefile.bootLocation() == BootLocation.NEW;
            return finish.apply(List.of(new InstallInitramfs(image, ostreeBoot)), placed);
        }
    }
}
