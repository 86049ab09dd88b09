package io.keelson.compose;

import io.keelson.compose.finish.CheckIds;
import io.keelson.compose.treefile.CheckGroups;
import io.keelson.compose.treefile.CheckPasswd;
import io.keelson.compose.treefile.FileRef;
import io.keelson.compose.treefile.Treefile;
import io.keelson.ostree.Repository;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The users and groups that `check-passwd` and `check-groups` compare with.
final class ExpectedIds {
    private ExpectedIds() {}

    static CheckIds.Expected of(Treefile treefile, Repository repository, @Nullable Previous previous)
            throws IOException {
        if (treefile.container()) {
            return new CheckIds.Expected(Map.of(), Map.of());
        }
        CheckIds.Expected before = previous(repository, previous);
        return new CheckIds.Expected(users(treefile, before), groups(treefile, before));
    }

    private static CheckIds.Expected previous(Repository repository, @Nullable Previous previous) throws IOException {
        if (previous == null) {
            return new CheckIds.Expected(Map.of(), Map.of());
        }
        String users = previous.file(repository, "usr/lib/passwd") + previous.file(repository, "usr/etc/passwd");
        String groups = previous.file(repository, "usr/lib/group") + previous.file(repository, "usr/etc/group");
        return CheckIds.Expected.of(users, groups, "commit " + previous.checksum());
    }

    private static Map<String, CheckPasswd.Ids> users(Treefile treefile, CheckIds.Expected before) throws IOException {
        return switch (treefile.checkPasswd()) {
            case CheckPasswd.None _ -> Map.of();
            case CheckPasswd.Previous _ -> before.users();
            case CheckPasswd.File(FileRef file) ->
                CheckIds.Expected.of(text(file), "", file.declared()).users();
            case CheckPasswd.Data data -> data.entries();
        };
    }

    private static Map<String, Long> groups(Treefile treefile, CheckIds.Expected before) throws IOException {
        return switch (treefile.checkGroups()) {
            case CheckGroups.None _ -> Map.of();
            case CheckGroups.Previous _ -> before.groups();
            case CheckGroups.File(FileRef file) ->
                CheckIds.Expected.of("", text(file), file.declared()).groups();
            case CheckGroups.Data data -> data.entries();
        };
    }

    private static String text(FileRef file) {
        try {
            return Files.readString(file.path()) + "\n";
        } catch (IOException e) {
            throw new KeelsonException(file.origin() + ": cannot read " + file.declared() + ": " + e.getMessage(), e);
        }
    }
}
