package io.keelson.ostree;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The space that files may still take, so that the reserve which the configuration asks for stays free.
final class Space {
    private static final Pattern SIZE = Pattern.compile("([0-9]+)([MGT])B");

    private final Path repo;
    private final AtomicLong left;
    private final String rule;

    private Space(Path repo, long left, String rule) {
        this.repo = repo;
        this.left = new AtomicLong(left);
        this.rule = rule;
    }

    static Space of(Repository repo) throws IOException {
        Config config = repo.config();
        FileStore store = Files.getFileStore(repo.path());
        String size = config.get("core", "min-free-space-size").orElse("");
        if (!size.isEmpty()) {
            return new Space(
                    repo.path(), store.getUnallocatedSpace() - bytes(config, size), "min-free-space-size " + size);
        }
        long percent = config.getLong("core", "min-free-space-percent", 3);
        if (percent < 0 || percent > 99) {
            throw config.bad("core", "min-free-space-percent", Long.toString(percent), "between 0 and 99");
        }
        long reserve = store.getTotalSpace() / 100 * percent;
        return percent == 0
                ? new Space(repo.path(), Long.MAX_VALUE, "")
                : new Space(
                        repo.path(),
                        store.getUnallocatedSpace() - reserve,
                        "min-free-space-percent '" + percent + "%'");
    }

    private static long bytes(Config config, String size) {
        Matcher matcher = SIZE.matcher(size);
        if (!matcher.matches()) {
            throw config.bad("core", "min-free-space-size", size, "a number with MB, GB or TB");
        }
        int shift = 20 + 10 * "MGT".indexOf(matcher.group(2));
        BigInteger bytes = new BigInteger(matcher.group(1)).shiftLeft(shift);
        return bytes.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
    }

    void take(long bytes) {
        if (left.addAndGet(-bytes) < 0) {
            left.addAndGet(bytes);
            throw new KeelsonException(rule + " would be exceeded, at least " + bytes + " bytes requested")
                    .withHint("free space in " + repo + ", or lower that value in its config");
        }
    }
}
