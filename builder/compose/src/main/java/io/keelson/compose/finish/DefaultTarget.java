package io.keelson.compose.finish;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.release.KeelsonException;

/// The treefile's `default-target`: the unit that systemd starts.
///
/// @param target such as `multi-user.target`
public record DefaultTarget(String target) implements FinishStep {
    @Override
    public FileTree apply(FileTree tree, Contents contents) {
        String dir = Units.directoryOf(tree, target)
                .orElseThrow(() -> KeelsonException.usage("default-target: no package of the image brings " + target
                        + Nearest.didYouMean(target, Units.names(tree))));
        return tree.edit()
                .put(Units.CONFIGURED + "/default.target", Entry.Link.to("/" + dir + "/" + target))
                .build();
    }
}
