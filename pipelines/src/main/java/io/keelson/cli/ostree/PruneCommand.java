package io.keelson.cli.ostree;

import io.keelson.ostree.Reachable;
import io.keelson.ostree.Repository;
import io.keelson.ostree.upkeep.Policy;
import io.keelson.ostree.upkeep.Prune;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "prune", description = "Search for unreachable objects")
final class PruneCommand extends RepositoryCommand {
    @Option(names = "--no-prune", description = "Only display unreachable objects; don't delete")
    private boolean dryRun;

    @Option(names = "--refs-only", description = "Only compute reachability via refs")
    private boolean refsOnly;

    @Option(
            names = "--depth",
            paramLabel = "DEPTH",
            description = "Only traverse DEPTH parents for each commit (default: -1=infinite)")
    private int depth = Reachable.ALL;

    @Option(names = "--delete-commit", paramLabel = "COMMIT", description = "Specify a commit to delete")
    private @Nullable String doomed;

    @Option(
            names = "--keep-younger-than",
            paramLabel = "DATE",
            description = "Prune all commits older than the specified date")
    private @Nullable String youngerThan;

    @Option(
            names = "--static-deltas-only",
            description = "Change the behavior of delete-commit and keep-younger-than to prune only static deltas")
    private boolean deltasOnly;

    @Option(
            names = "--retain-branch-depth",
            paramLabel = "BRANCH=DEPTH",
            description = "Additionally retain BRANCH=DEPTH commits")
    private List<String> branchDepths = List.of();

    @Option(
            names = "--only-branch",
            paramLabel = "BRANCH",
            description = "Only prune BRANCH (may be specified multiple times)")
    private List<String> onlyBranches = List.of();

    @Option(names = "--commit-only", description = "Only traverse and delete commit objects.")
    private boolean commitsOnly;

    @Override
    void run() throws IOException {
        if (doomed != null && dryRun) {
            throw new KeelsonException("Cannot specify both --delete-commit and --no-prune");
        }
        if (deltasOnly && doomed == null) {
            throw new KeelsonException(
                    "--static-deltas-only requires --delete-commit; see https://github.com/ostreedev/ostree/issues/1479");
        }
        try (Repository repo = open()) {
            Policy policy = policy(repo);
            Digest commit = doomed == null ? null : checksum(doomed);
            if (deltasOnly && commit != null) {
                Prune.deltasTo(repo, commit);
            }
            print(new Prune(repo, dryRun, commitsOnly).run(policy, deltasOnly ? null : commit));
        }
    }

    private static Digest checksum(String text) {
        if (!Digest.isHex(text)) {
            throw new KeelsonException("Invalid commit checksum '" + text + "'")
                    .withHint("'ostree rev-parse " + text + "' tells the checksum of a ref");
        }
        return Digest.parse(text);
    }

    private Policy policy(Repository repo) throws IOException {
        if (youngerThan == null && branchDepths.isEmpty() && onlyBranches.isEmpty()) {
            return refsOnly ? new Policy.Refs(depth) : new Policy.EveryCommit(depth);
        }
        OptionalLong since =
                youngerThan == null ? OptionalLong.empty() : OptionalLong.of(Timestamps.parse(youngerThan));
        Map<String, Integer> depths = new HashMap<>();
        for (String branch : branchDepths) {
            addDepth(depths, branch);
        }
        for (String branch : onlyBranches) {
            repo.refs().resolve(branch);
        }
        return new Policy.Branches(depths, new HashSet<>(onlyBranches), since, depth);
    }

    private static void addDepth(Map<String, Integer> depths, String option) {
        int equals = option.indexOf('=');
        if (equals < 0) {
            throw new KeelsonException("Invalid value " + option + ", must specify BRANCH=DEPTH");
        }
        String number = option.substring(equals + 1);
        try {
            depths.put(option.substring(0, equals), Integer.parseInt(number));
        } catch (NumberFormatException e) {
            throw new KeelsonException("Invalid depth " + number, e);
        }
    }

    private void print(Prune.Result result) {
        out().println("Total " + (commitsOnly ? "(commit only) " : "") + "objects: " + result.total());
        String size = Sizes.text(result.bytes());
        if (result.removed() == 0) {
            out().println("No unreachable objects");
        } else if (dryRun) {
            out().println("Would delete: " + result.removed() + " objects, freeing " + size);
        } else {
            out().println("Deleted " + result.removed() + " objects, " + size + " freed");
        }
    }
}
