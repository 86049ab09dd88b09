package io.keelson.ostree;

import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A ref: `NAME`, or `REMOTE:NAME`.
///
/// @param remote the remote whose state this is, or null for a ref of our own
record RefName(@Nullable String remote, String name) {
    private static final Pattern FRAGMENT = Pattern.compile("[\\w\\d][-._\\w\\d]*");

    /// @throws KeelsonException when `text` cannot be a ref
    static RefName parse(String text) {
        int colon = text.indexOf(':');
        String remote = colon < 0 ? null : text.substring(0, colon);
        String name = text.substring(colon + 1);
        if (!isName(name) || (remote != null && !FRAGMENT.matcher(remote).matches())) {
            throw new KeelsonException("Invalid refspec " + text);
        }
        return new RefName(remote, checkedName(name));
    }

    /// @throws KeelsonException when `name` cannot be that of a ref
    static String checkedName(String name) {
        if (!isName(name)) {
            throw new KeelsonException("Invalid ref name " + name);
        }
        if (Digest.isHex(name)) {
            throw new KeelsonException("Invalid ref name '" + name + "': it looks like a checksum");
        }
        return name;
    }

    /// A loop, since an expression for all of it would need as much stack as the name is long.
    static boolean isName(String name) {
        int start = 0;
        while (true) {
            int slash = name.indexOf('/', start);
            int end = slash < 0 ? name.length() : slash;
            if (!FRAGMENT.matcher(name).region(start, end).matches()) {
                return false;
            }
            if (slash < 0) {
                return true;
            }
            start = slash + 1;
        }
    }

    /// Where it lies below `refs/`.
    Path in(Path refs) {
        return base(refs).resolve(name);
    }

    /// The directory below which nothing but refs of this kind lies.
    Path base(Path refs) {
        return remote == null ? refs.resolve("heads") : refs.resolve("remotes").resolve(remote);
    }

    @Override
    public String toString() {
        return remote == null ? name : remote + ":" + name;
    }
}
