package io.keelson.compose;

import io.keelson.compose.treefile.Treefile;
import io.keelson.release.KeelsonException;
import java.util.ArrayList;
import java.util.List;

/// What a treefile may say and this version cannot do. It is refused before any work: an image that
/// silently lacks what was asked for is worse than none.
final class Refusals {
    private Refusals() {}

    static void check(Treefile treefile) {
        List<String> refused = new ArrayList<>();
        refuse(refused, treefile, "gpg-key", treefile.gpgKey().isPresent());
        refuse(refused, treefile, "ima", treefile.ima());
        refuse(refused, treefile, "platform-module", treefile.platformModule().isPresent());
        refuse(refused, treefile, "cliwrap", treefile.cliwrap());
        if (!refused.isEmpty()) {
            throw KeelsonException.usage(refused)
                    .withHint("take the keys out, or see ARCHITECTURE.md for what is planned");
        }
    }

    private static void refuse(List<String> refused, Treefile treefile, String key, boolean asked) {
        if (asked) {
            String where = treefile.origin(key).map(origin -> origin + ": ").orElse("");
            refused.add(where + key + " is not supported in a compose yet");
        }
    }
}
