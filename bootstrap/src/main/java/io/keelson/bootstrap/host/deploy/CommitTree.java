package io.keelson.bootstrap.host.deploy;

import io.keelson.bootstrap.host.CommandResult;
import io.keelson.bootstrap.host.HostShell;
import io.keelson.bootstrap.host.Invocation;
import io.keelson.bootstrap.host.state.HostPaths;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The files of a commit in the host's repository.
final class CommitTree {
    private static final int MAX_LINKS = 16;
    private static final int LISTING = 64 << 20;
    private static final Duration TIME = Duration.ofMinutes(5);

    /// A tree does not change, and paths have directories in common.
    private final Map<List<String>, List<TreeEntry>> known = new HashMap<>();

    private final HostShell shell;
    private final HostPaths paths;
    private final String commit;

    CommitTree(HostShell shell, HostPaths paths, String commit) {
        this.shell = shell;
        this.paths = paths;
        this.commit = commit;
    }

    /// What is in a directory; nothing when there is no such directory.
    List<TreeEntry> list(String path) throws InterruptedException {
        return ask(path, "-C").stream()
                .filter(entry -> !entry.path().equals(path))
                .toList();
    }

    /// All that is in and below a directory.
    List<TreeEntry> below(String path) throws InterruptedException {
        return ask(path, "-C", "-R").stream()
                .filter(entry -> !entry.path().equals(path))
                .toList();
    }

    /// The entry that a path leads to when links are followed, as they would be in the running system.
    Optional<TreeEntry> find(String path) throws InterruptedException {
        List<String> ahead = new ArrayList<>(names(path));
        List<String> behind = new ArrayList<>();
        int links = 0;
        TreeEntry found = null;
        while (!ahead.isEmpty()) {
            String name = ahead.removeFirst();
            if (name.equals("..")) {
                if (!behind.isEmpty()) {
                    behind.removeLast();
                }
                continue;
            }
            String here = "/" + String.join("/", behind) + (behind.isEmpty() ? "" : "/") + name;
            found = ask(here, "-C", "-d").stream().findFirst().orElse(null);
            if (found == null || links > MAX_LINKS) {
                return Optional.empty();
            }
            if (found.isLink()) {
                links++;
                if (found.target().startsWith("/")) {
                    behind.clear();
                }
                ahead.addAll(0, names(found.target()));
            } else {
                behind.add(name);
            }
        }
        return Optional.ofNullable(found).filter(entry -> !entry.isLink());
    }

    private static List<String> names(String path) {
        return Arrays.stream(path.split("/"))
                .filter(name -> !name.isEmpty() && !name.equals("."))
                .toList();
    }

    private List<TreeEntry> ask(String path, String... options) throws InterruptedException {
        List<String> argv = paths.ostree("ls", options);
        argv.add(commit);
        argv.add(path);
        List<TreeEntry> answer = known.get(argv);
        if (answer == null) {
            answer = ask(path, argv);
            known.put(argv, answer);
        }
        return answer;
    }

    private List<TreeEntry> ask(String path, List<String> argv) throws InterruptedException {
        CommandResult result = shell.run(Invocation.of(argv).within(TIME).keeping(LISTING));
        if (!result.ok() && result.stderr().contains("No such file or directory")) {
            return List.of();
        }
        result.orFail("cannot list " + path + " of " + commit);
        if (result.truncated()) {
            throw new KeelsonException("the list of " + path + " of " + commit + " is larger than a host's should be");
        }
        return result.stdout()
                .lines()
                .flatMap(line -> TreeEntry.parse(line).stream())
                .toList();
    }

    /// The beginning of a file's content: in a host's repository it stands in a file of its own.
    byte[] head(TreeEntry file, int bytes) {
        Path object = paths.object(file.checksum(), ".file");
        try (InputStream in = Files.newInputStream(object)) {
            if (Files.size(object) != file.size()) {
                throw new KeelsonException(file.path() + " of " + commit + " is damaged: " + Files.size(object)
                        + " bytes are in the repository, " + file.size() + " should be");
            }
            return in.readNBytes(bytes);
        } catch (IOException e) {
            throw new KeelsonException("cannot read " + file.path() + " of " + commit + ": " + e, e);
        }
    }
}
