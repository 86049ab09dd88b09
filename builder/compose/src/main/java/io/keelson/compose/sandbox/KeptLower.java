package io.keelson.compose.sandbox;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.FileTree;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/// The lower directory of a sandbox, kept for the next one: two composes of a treefile differ in a few
/// packages, and to change those takes a fraction of what ten thousand new names take. Nobody ever
/// writes in it through the overlay, so it holds what its listing says.
///
/// One compose at a time has it: a rename takes it into the workspace and another brings it back.
/// A killed compose loses it with its workspace, and the next makes a new one.
final class KeptLower {
    /// Both the directory's name in a workspace and, kept, beside the workspaces.
    private static final String NAME = "lower";

    /// The directory that the overlay shows, seen from the workspace.
    static final String TREE = NAME + "/tree";

    private static final String LISTING = "listing-1";

    private final Path home;
    private final Path here;

    /// @param parent where workspaces are made, and the directory is kept
    KeptLower(Path parent, Path workspace) {
        this.home = parent.resolve(NAME);
        this.here = workspace.resolve(NAME);
    }

    /// Makes the directory show `tree`: from the kept one where there is one of use, else anew.
    void show(FileTree tree, Contents contents) throws IOException {
        FileTree plain = LowerTree.plain(tree);
        if (!reuse(plain, contents)) {
            LowerTree.delete(here);
            LowerTree.makeDirectory(here, 0755);
            new LowerTree(here.resolve("tree"), contents).write(plain);
        }
        Files.write(here.resolve(LISTING), LowerListing.encode(plain));
    }

    private boolean reuse(FileTree plain, Contents contents) {
        try {
            Files.move(home, here, StandardCopyOption.ATOMIC_MOVE);
            FileTree shown = listing();
            if (shown == null) {
                return false;
            }
            // Half changed, it would not be what the listing says.
            Files.delete(here.resolve(LISTING));
            new LowerTree(here.resolve("tree"), contents).change(shown, plain);
            return true;
        } catch (IOException | KeelsonException e) {
            return false; // there is none, another compose has it, or somebody has been in there
        }
    }

    private @Nullable FileTree listing() throws IOException {
        return LowerListing.decode(Files.readAllBytes(here.resolve(LISTING)));
    }

    /// Brings the directory back for the next compose. When it cannot be, it goes with the workspace.
    void keep() {
        try {
            if (Files.exists(here.resolve(LISTING))) {
                Files.move(here, home, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            // Another compose was first: rename(2) replaces no full directory.
        }
    }
}
