package io.keelson.compose;

import io.keelson.compose.finish.AddFiles;
import io.keelson.compose.finish.CheckIds;
import io.keelson.compose.finish.DefaultTarget;
import io.keelson.compose.finish.EnableUnits;
import io.keelson.compose.finish.EtcToUsrEtc;
import io.keelson.compose.finish.FinishStep;
import io.keelson.compose.finish.KeepTreefile;
import io.keelson.compose.finish.LocalFiles;
import io.keelson.compose.finish.MachineId;
import io.keelson.compose.finish.MoveDpkgDatabase;
import io.keelson.compose.finish.NormaliseShadow;
import io.keelson.compose.finish.OsRelease;
import io.keelson.compose.finish.PasswdSplit;
import io.keelson.compose.finish.ReadonlyExecutables;
import io.keelson.compose.finish.RemoveFiles;
import io.keelson.compose.finish.RetireMaintenance;
import io.keelson.compose.finish.RootLayout;
import io.keelson.compose.finish.SshHostKeys;
import io.keelson.compose.finish.TidyMachineState;
import io.keelson.compose.finish.TmpMount;
import io.keelson.compose.finish.UseraddHome;
import io.keelson.compose.finish.VarToTmpfiles;
import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.treefile.Treefile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Which finish steps a treefile asks for, in which order. Programs of the treefile run between the
/// groups, so the order is part of what its author relies on.
record FinishPlan(Treefile treefile, @Nullable String version, long epoch, Contents contents, Consumer<String> notes) {

    /// What the treefile sets up, before its own scripts run.
    FileTree setUp(FileTree tree) {
        if (treefile.selinux() && hasPolicy(tree)) {
            notes.accept("selinux: the image has a policy, but this version writes no labels");
        }
        List<FinishStep> steps = new ArrayList<>(List.of(
                new RetireMaintenance(),
                new RemoveFiles(treefile.removeFiles()),
                addFiles(),
                new EnableUnits(treefile.units())));
        treefile.defaultTarget().ifPresent(target -> steps.add(new DefaultTarget(target)));
        steps.add(new TmpMount(treefile.tmpIsDir()));
        steps.add(new SshHostKeys());
        if (version != null) {
            steps.add(new OsRelease(version, treefile.mutateOsRelease().orElse(null)));
        }
        steps.add(new UseraddHome());
        steps.add(new KeepTreefile(treefile.toJson()));
        return apply(steps, tree);
    }

    /// What only one machine or this build has is taken away, and accounts are checked.
    FileTree tidy(FileTree tree, CheckIds.Expected expected) {
        Set<String> users = treefile.ignoreRemovedUsers();
        Set<String> groups = treefile.ignoreRemovedGroups();
        return apply(
                List.of(
                        new TidyMachineState(),
                        new MachineId(treefile.machineidCompat()),
                        new NormaliseShadow(TimeUnit.SECONDS.toDays(epoch)),
                        new CheckIds(expected, users, groups, notes)),
                tree);
    }

    /// The shape that a deployment has.
    FileTree shape(FileTree tree) {
        List<FinishStep> steps = new ArrayList<>();
        steps.add(new PasswdSplit(treefile.etcGroupMembers(), notes));
        steps.add(new MoveDpkgDatabase());
        if (treefile.readonlyExecutables()) {
            steps.add(new ReadonlyExecutables());
        }
        steps.add(new EtcToUsrEtc());
        steps.add(new RootLayout(treefile.tmpIsDir(), treefile.optUsrlocal()));
        steps.add(new VarToTmpfiles(notes));
        return apply(steps, tree);
    }

    private static boolean hasPolicy(FileTree tree) {
        Entry.Dir selinux = tree.dir("etc/selinux");
        return selinux != null
                && selinux.children().keySet().stream()
                        .anyMatch(name -> tree.has("etc/selinux/" + name + "/contexts/files/file_contexts"));
    }

    FileTree apply(List<FinishStep> steps, FileTree tree) {
        FileTree result = tree;
        for (FinishStep step : steps) {
            result = step.apply(result, contents);
        }
        return result;
    }

    private AddFiles addFiles() {
        return new AddFiles(treefile.addFiles().stream()
                .map(file -> new AddFiles.Addition(
                        file.declared(), LocalFiles.read(file.source(), contents), file.destination()))
                .toList());
    }
}
