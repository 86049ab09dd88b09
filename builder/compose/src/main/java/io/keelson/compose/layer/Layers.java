package io.keelson.compose.layer;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.treefile.Treefile;
import io.keelson.ostree.ObjectName;
import io.keelson.ostree.ObjectType;
import io.keelson.ostree.Repository;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// The layers of a treefile in the order in which they are laid: `ostree-layers`, then
/// `ostree-override-layers`. Each name was looked up once, so a ref that moves in the middle of a compose
/// changes nothing.
public record Layers(List<Layer> all) {
    public Layers {
        all = List.copyOf(all);
    }

    /// Looks all layers up in the repository.
    ///
    /// @throws KeelsonException (exit status 2) that names every layer which is not there
    public static Layers find(Treefile treefile, Repository repository) throws IOException {
        List<Layer> layers = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (boolean overrides : new boolean[] {false, true}) {
            String key = overrides ? "ostree-override-layers" : "ostree-layers";
            String where = treefile.origin(key).map(at -> at + ": ").orElse("") + key;
            for (String name : overrides ? treefile.ostreeOverrideLayers() : treefile.ostreeLayers()) {
                Digest commit = commit(repository, name);
                if (commit == null) {
                    problems.add(where + ": " + repository.path() + " has no commit '" + name + "'");
                } else {
                    layers.add(new Layer(where, name, commit, overrides));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw KeelsonException.usage(problems)
                    .withHint(
                            "a layer is a ref or a commit of the repository that the image goes to: put it there with"
                                    + " \"keelson ostree commit\" or \"ostree pull-local\"; \"keelson ostree refs\" lists them");
        }
        return new Layers(layers);
    }

    private static @org.jspecify.annotations.Nullable Digest commit(Repository repository, String name)
            throws IOException {
        try {
            Digest commit = repository.refs().resolve(name);
            return repository.has(new ObjectName(ObjectType.COMMIT, commit)) ? commit : null;
        } catch (KeelsonException e) {
            return null; // not even a name that a ref could have
        }
    }

    /// A line for each layer that changes when its commit does, for the hash of the input.
    public Stream<String> lines() {
        return all.stream()
                .map(layer -> (layer.overrides() ? "override-layer " : "layer ")
                        + layer.commit().hex());
    }

    /// Lays all layers over `tree`.
    ///
    /// @param cache directory where contents of layers are kept
    /// @param objects learns which objects files have, as far as they stay what they are
    /// @throws KeelsonException that lists every conflict
    public FileTree over(
            FileTree tree, Repository repository, Path cache, Contents contents, BiConsumer<Entry.File, Digest> objects)
            throws IOException {
        Overlay overlay = new Overlay(tree);
        for (Layer layer : all) {
            try {
                overlay.lay(layer, new LayerReader(repository, cache, contents, objects).read(layer.commit()));
            } catch (IOException | KeelsonException e) {
                throw new KeelsonException(
                                layer.where() + ": cannot read the layer '" + layer.name() + "': " + e.getMessage(), e)
                        .withHint("\"keelson ostree fsck\" says what is wrong with " + repository.path()
                                + "; pull or commit the layer again");
            }
        }
        return overlay.result();
    }
}
