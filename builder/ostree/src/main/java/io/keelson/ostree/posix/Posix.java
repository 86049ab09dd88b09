package io.keelson.ostree.posix;

import static io.keelson.ostree.posix.LibC.Function.CHMOD;
import static io.keelson.ostree.posix.LibC.Function.FSYNC;
import static io.keelson.ostree.posix.LibC.Function.LCHOWN;
import static io.keelson.ostree.posix.LibC.Function.LGETXATTR;
import static io.keelson.ostree.posix.LibC.Function.LINK;
import static io.keelson.ostree.posix.LibC.Function.LLISTXATTR;
import static io.keelson.ostree.posix.LibC.Function.LREMOVEXATTR;
import static io.keelson.ostree.posix.LibC.Function.LSETXATTR;
import static io.keelson.ostree.posix.LibC.Function.MKNOD;
import static io.keelson.ostree.posix.LibC.Function.RENAMEAT2;
import static io.keelson.ostree.posix.LibC.Function.SYNCFS;
import static io.keelson.ostree.posix.LibC.Function.UTIMENSAT;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// File system calls that `java.nio.file` lacks. None follows a symbolic link that `path` itself is,
/// except [#chmod]. A failure is a [PosixException] that names the path.
public final class Posix {
    static final int ENODATA = 61;
    static final int ENOTSUP = 95;
    static final int ERANGE = 34;
    static final int AT_FDCWD = -100;
    private static final int CHARACTER_DEVICE = 0020000;
    private static final int RENAME_NOREPLACE = 1;
    private static final int RENAME_EXCHANGE = 2;
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int MAX_XATTR = 64 * 1024;

    private Posix() {}

    /// Makes a call whose result is negative when it fails.
    ///
    /// @param path what it is about, or null
    static long call(String verb, @Nullable Path path, ToLongFunction<NativeCall> action) throws PosixException {
        try (NativeCall call = new NativeCall()) {
            long result = action.applyAsLong(call);
            if (result < 0) {
                throw new PosixException(path == null ? verb : verb + " " + path, call.errno());
            }
            return result;
        }
    }

    /// Writes everything that the file system of `path` still holds in memory.
    public static void syncfs(Path path) throws IOException {
        try (Descriptor file = Descriptor.openReadOnly(path)) {
            call("syncfs", path, call -> call.toInt(SYNCFS, file.number()));
        }
    }

    /// Makes the names in a directory durable.
    public static void fsyncDir(Path directory) throws IOException {
        try (Descriptor file = Descriptor.openReadOnly(directory)) {
            call("fsync", directory, call -> call.toInt(FSYNC, file.number()));
        }
    }

    /// Changes owner and group. Clears setuid and setgid bits, so call [#chmod] after it.
    public static void lchown(Path path, int uid, int gid) throws IOException {
        call("chown", path, call -> call.toInt(LCHOWN, call.pointer(path), uid, gid));
    }

    /// Sets the permission bits with setuid, setgid and sticky; other bits of `mode` are ignored.
    /// Follows symbolic links, which have no mode of their own.
    public static void chmod(Path path, int mode) throws IOException {
        call("chmod", path, call -> call.toInt(CHMOD, call.pointer(path), mode & 07777));
    }

    /// Makes a hard link; a symbolic link is linked itself, which `Files.createLink` does not promise.
    public static void link(Path existing, Path name) throws IOException {
        call("link", name, call -> call.toInt(LINK, call.pointer(existing), call.pointer(name)));
    }

    /// Makes the character device with the numbers 0 and 0: overlayfs takes it for a whiteout, and as it
    /// opens nothing, no privileges are needed.
    public static void makeWhiteout(Path path) throws IOException {
        call("mknod", path, call -> call.toInt(MKNOD, call.pointer(path), CHARACTER_DEVICE, 0));
    }

    /// Renames, failing with EEXIST when `to` exists.
    public static void renameNoReplace(Path from, Path to) throws IOException {
        rename(from, to, RENAME_NOREPLACE);
    }

    /// Exchanges two names atomically.
    public static void exchange(Path one, Path other) throws IOException {
        rename(one, other, RENAME_EXCHANGE);
    }

    private static void rename(Path from, Path to, int flags) throws IOException {
        call(
                "rename " + from + " to",
                to,
                call -> call.toInt(RENAMEAT2, AT_FDCWD, call.pointer(from), AT_FDCWD, call.pointer(to), flags));
    }

    /// Sets access and modification time to `seconds` after the epoch.
    public static void setTimes(Path path, long seconds) throws IOException {
        call(
                "utimensat",
                path,
                call -> call.toInt(
                        UTIMENSAT,
                        AT_FDCWD,
                        call.pointer(path),
                        call.pointer(seconds, 0, seconds, 0),
                        AT_SYMLINK_NOFOLLOW));
    }

    /// Sets an extended attribute of any namespace (`user.`, `security.`, `trusted.`, ...).
    public static void setXattr(Path path, String name, byte[] value) throws IOException {
        call(
                "setxattr " + name,
                path,
                call -> call.toInt(
                        LSETXATTR, call.pointer(path), call.pointer(name), call.pointer(value), value.length, 0));
    }

    /// Removes an extended attribute; that it does not exist is no failure.
    public static void removeXattr(Path path, String name) throws IOException {
        try {
            call("removexattr " + name, path, call -> call.toInt(LREMOVEXATTR, call.pointer(path), call.pointer(name)));
        } catch (PosixException e) {
            if (e.errno() != ENODATA) {
                throw e;
            }
        }
    }

    /// All extended attributes that the process may see, sorted by name; none where the file system
    /// has none.
    public static SortedMap<String, byte[]> getXattrs(Path path) throws IOException {
        SortedMap<String, byte[]> all = new TreeMap<>();
        for (String name : listXattrs(path)) {
            byte[] value = getXattr(path, name);
            if (value != null) {
                all.put(name, value);
            }
        }
        return all;
    }

    /// One attribute, or null when it does not exist.
    public static byte @Nullable [] getXattr(Path path, String name) throws IOException {
        try {
            return bytes(
                    "getxattr " + name,
                    path,
                    (call, buffer, size) ->
                            call.toLong(LGETXATTR, call.pointer(path), call.pointer(name), buffer, size));
        } catch (PosixException e) {
            if (e.errno() == ENODATA || e.errno() == ENOTSUP) {
                return null;
            }
            throw e;
        }
    }

    private static String[] listXattrs(Path path) throws IOException {
        try {
            byte[] names = bytes(
                    "listxattr",
                    path,
                    (call, buffer, size) -> call.toLong(LLISTXATTR, call.pointer(path), buffer, size));
            return names.length == 0 ? new String[0] : new String(names, StandardCharsets.UTF_8).split("\0");
        } catch (PosixException e) {
            if (e.errno() == ENOTSUP) {
                return new String[0];
            }
            throw e;
        }
    }

    /// A call that fills a buffer and returns how much of it.
    private interface Filling {
        long with(NativeCall call, long buffer, long size);
    }

    private static byte[] bytes(String verb, Path path, Filling filling) throws PosixException {
        try {
            return bytes(verb, path, filling, 256);
        } catch (PosixException e) {
            if (e.errno() != ERANGE) {
                throw e;
            }
            return bytes(verb, path, filling, MAX_XATTR);
        }
    }

    private static byte[] bytes(String verb, Path path, Filling filling, int capacity) throws PosixException {
        byte[][] result = new byte[1][];
        call(verb, path, call -> {
            MemorySegment buffer = call.memory(capacity);
            long length = filling.with(call, buffer.address(), capacity);
            if (length >= 0) {
                result[0] = buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
            }
            return length;
        });
        return result[0];
    }
}
