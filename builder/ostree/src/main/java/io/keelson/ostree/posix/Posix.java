package io.keelson.ostree.posix;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
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

    /// One call; the last argument is where errno goes.
    interface Call {
        long with(Arena arena, MemorySegment state) throws Throwable;
    }

    static long call(String what, Call call) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = LibC.state(arena);
            long result = invoke(call, arena, state);
            if (result < 0) {
                throw new PosixException(what, LibC.errno(state));
            }
            return result;
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private static long invoke(Call call, Arena arena, MemorySegment state) {
        try {
            return call.with(arena, state);
        } catch (Throwable e) {
            throw LibC.unexpected(e);
        }
    }

    /// Writes everything that the file system of `path` still holds in memory.
    public static void syncfs(Path path) throws IOException {
        try (Descriptor file = Descriptor.openReadOnly(path)) {
            call("syncfs " + path, (arena, state) -> (int) LibC.Descriptors.SYNCFS.invokeExact(state, file.number()));
        }
    }

    /// Makes the names in a directory durable.
    public static void fsyncDir(Path directory) throws IOException {
        try (Descriptor file = Descriptor.openReadOnly(directory)) {
            call("fsync " + directory, (arena, state) ->
                    (int) LibC.Descriptors.FSYNC.invokeExact(state, file.number()));
        }
    }

    /// Changes owner and group. Clears setuid and setgid bits, so call [#chmod] after it.
    public static void lchown(Path path, int uid, int gid) throws IOException {
        call("chown " + path, (arena, state) ->
                (int) LibC.Inodes.LCHOWN.invokeExact(state, LibC.path(arena, path), uid, gid));
    }

    /// Sets the permission bits with setuid, setgid and sticky; other bits of `mode` are ignored.
    /// Follows symbolic links, which have no mode of their own.
    public static void chmod(Path path, int mode) throws IOException {
        call("chmod " + path, (arena, state) ->
                (int) LibC.Inodes.CHMOD.invokeExact(state, LibC.path(arena, path), mode & 07777));
    }

    /// Makes a hard link; a symbolic link is linked itself, which `Files.createLink` does not promise.
    public static void link(Path existing, Path name) throws IOException {
        call("link " + name, (arena, state) ->
                (int) LibC.Names.LINK.invokeExact(state, LibC.path(arena, existing), LibC.path(arena, name)));
    }

    /// Makes the character device with the numbers 0 and 0: overlayfs takes it for a whiteout, and as it
    /// opens nothing, no privileges are needed.
    public static void makeWhiteout(Path path) throws IOException {
        call("mknod " + path, (arena, state) ->
                (int) LibC.Names.MKNOD.invokeExact(state, LibC.path(arena, path), CHARACTER_DEVICE, 0L));
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
        call("rename " + from + " to " + to, (arena, state) -> (int) LibC.Names.RENAMEAT2.invokeExact(
                state, AT_FDCWD, LibC.path(arena, from), AT_FDCWD, LibC.path(arena, to), flags));
    }

    /// Sets access and modification time to `seconds` after the epoch.
    public static void setTimes(Path path, long seconds) throws IOException {
        call("utimensat " + path, (arena, state) -> {
            MemorySegment times = arena.allocateFrom(ValueLayout.JAVA_LONG, seconds, 0, seconds, 0);
            return (int) LibC.Inodes.UTIMENSAT.invokeExact(
                    state, AT_FDCWD, LibC.path(arena, path), times, AT_SYMLINK_NOFOLLOW);
        });
    }

    /// Sets an extended attribute of any namespace (`user.`, `security.`, `trusted.`, ...).
    public static void setXattr(Path path, String name, byte[] value) throws IOException {
        call("setxattr " + name + " " + path, (arena, state) -> (int) LibC.Attributes.LSETXATTR.invokeExact(
                state,
                LibC.path(arena, path),
                arena.allocateFrom(name),
                arena.allocateFrom(ValueLayout.JAVA_BYTE, value),
                (long) value.length,
                0));
    }

    /// Removes an extended attribute; that it does not exist is no failure.
    public static void removeXattr(Path path, String name) throws IOException {
        try {
            call("removexattr " + name + " " + path, (arena, state) -> (int)
                    LibC.Attributes.LREMOVEXATTR.invokeExact(state, LibC.path(arena, path), arena.allocateFrom(name)));
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
                    "getxattr " + name + " " + path,
                    (arena, state, buffer) -> (long) LibC.Attributes.LGETXATTR.invokeExact(
                            state, LibC.path(arena, path), arena.allocateFrom(name), buffer, buffer.byteSize()));
        } catch (PosixException e) {
            if (e.errno() == ENODATA || e.errno() == ENOTSUP) {
                return null;
            }
            throw e;
        }
    }

    private static String[] listXattrs(Path path) throws IOException {
        try {
            byte[] names = bytes("listxattr " + path, (arena, state, buffer) -> (long)
                    LibC.Attributes.LLISTXATTR.invokeExact(state, LibC.path(arena, path), buffer, buffer.byteSize()));
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
        long with(Arena arena, MemorySegment state, MemorySegment buffer) throws Throwable;
    }

    private static byte[] bytes(String what, Filling filling) throws PosixException {
        try {
            return bytes(what, filling, 256);
        } catch (PosixException e) {
            if (e.errno() != ERANGE) {
                throw e;
            }
            return bytes(what, filling, MAX_XATTR);
        }
    }

    private static byte[] bytes(String what, Filling filling, int capacity) throws PosixException {
        byte[][] result = new byte[1][];
        call(what, (arena, state) -> {
            MemorySegment buffer = arena.allocate(capacity);
            long length = filling.with(arena, state, buffer);
            if (length >= 0) {
                result[0] = buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
            }
            return length;
        });
        return Arrays.copyOf(result[0], result[0].length);
    }
}
