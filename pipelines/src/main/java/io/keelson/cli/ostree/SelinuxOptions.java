package io.keelson.cli.ostree;

import io.keelson.ostree.CommittedTree;
import io.keelson.ostree.Repository;
import io.keelson.ostree.TreeSource;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options about SELinux. A root file system without a policy leaves files without labels, as upstream has
/// it. One with a policy is refused: to commit or check out without the labels that were asked for would
/// make a system that does not start.
final class SelinuxOptions {
    private static final List<String> CONFIGURATIONS = List.of("etc/selinux/config", "usr/etc/selinux/config");

    @Option(
            names = "--selinux-policy",
            paramLabel = "PATH",
            description = "Set SELinux labels based on policy in root filesystem PATH (may be /)")
    private @Nullable Path policy;

    @Nullable
    Path policy() {
        return policy;
    }

    /// Sees to it that there is nothing to label.
    void expectNoLabels() {
        if (policy != null) {
            expectNoLabels(policy);
        }
    }

    /// Sees to it that the first tree of a commit has no policy.
    void expectNoLabelsIn(Repository repo, TreeSource first) throws IOException {
        switch (first) {
            case TreeSource.Dir dir -> expectNoLabels(dir.path());
            case TreeSource.Tar tar -> throw new KeelsonException("Cannot use --selinux-policy-from-base with tar");
            case TreeSource.Committed committed -> expectNoLabels(new CommittedTree(repo, committed.commit()));
        }
    }

    private static void expectNoLabels(CommittedTree tree) throws IOException {
        for (String name : CONFIGURATIONS) {
            if (tree.has(name)) {
                throw refused(name);
            }
        }
    }

    private static KeelsonException refused(Object file) {
        return new KeelsonException("SELinux labels cannot be computed: " + file + " has a policy")
                .withHint("label the files before, and leave out the options about SELinux");
    }

    private static void expectNoLabels(Path root) {
        if (!Files.isDirectory(root)) {
            throw new KeelsonException("opendir(" + root + "): No such file or directory");
        }
        for (String name : CONFIGURATIONS) {
            Path file = root.resolve(name);
            if (Files.isRegularFile(file) && isEnabled(file)) {
                throw refused(file);
            }
        }
    }

    private static boolean isEnabled(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(String::strip).anyMatch(line -> line.startsWith("SELINUXTYPE="));
        } catch (IOException e) {
            throw new KeelsonException(file + ": " + e.getMessage(), e);
        }
    }
}
