package io.keelson.compose.finish;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.TreeEditor;
import io.keelson.release.KeelsonException;
import java.util.ArrayList;
import java.util.List;

/// The treefile's `units`: links in `multi-user.target.wants`, whatever the `[Install]` section of
/// the unit says. A unit may be an instance (`getty@tty2.service`) of a template that is there.
public record EnableUnits(List<String> units) implements FinishStep {
    private static final String WANTS = Units.CONFIGURED + "/multi-user.target.wants/";

    public EnableUnits {
        units = List.copyOf(units);
    }

    @Override
    public FileTree apply(FileTree tree, Contents contents) {
        List<String> problems = new ArrayList<>();
        TreeEditor editor = tree.edit();
        for (String unit : units) {
            if (Units.isTemplate(unit)) {
                problems.add("units: " + unit + " is a template, name an instance of it");
                continue;
            }
            Units.directoryOf(tree, unit)
                    .ifPresentOrElse(
                            dir -> editor.put(WANTS + unit, Entry.Link.to("/" + dir + "/" + Units.fileName(unit))),
                            () -> problems.add(missing(tree, unit)));
        }
        if (!problems.isEmpty()) {
            throw KeelsonException.usage(problems);
        }
        return units.isEmpty() ? tree : editor.build();
    }

    private static String missing(FileTree tree, String unit) {
        return "units: no package of the image brings " + Units.fileName(unit)
                + Nearest.didYouMean(Units.fileName(unit), Units.names(tree));
    }
}
