package io.keelson.compose.initramfs;

import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.TreePath;
import io.keelson.release.Digest;
import io.keelson.release.LastUse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// Remembers initramfs images by what they were made of, in two steps. The first key is everything that
/// decides *which* files dracut takes: its own files and settings, modules, udev and systemd, and the
/// names of all programs and libraries. Under it stands the list of files that it took the last time;
/// their contents are the second key.
final class InitramfsCache {
    /// Contents of these decide what dracut does.
    private static final List<String> DECISIVE = List.of(
            "usr/lib/dracut",
            "etc/dracut.conf",
            "etc/dracut.conf.d",
            "usr/lib/modules",
            "usr/lib/modprobe.d",
            "etc/modprobe.d",
            "etc/modules-load.d",
            "usr/lib/modules-load.d",
            "usr/lib/udev",
            "etc/udev",
            "usr/lib/systemd",
            "etc/systemd",
            "usr/lib/sysctl.d",
            "etc/sysctl.d",
            "etc/sysctl.conf",
            "usr/lib/sysusers.d",
            "usr/lib/tmpfiles.d",
            "etc/ld.so.conf",
            "etc/ld.so.conf.d",
            "etc/passwd",
            "etc/group",
            "etc/hostname",
            "etc/locale.conf",
            "etc/vconsole.conf",
            "etc/default",
            "usr/lib/os-release",
            "etc/os-release",
            "etc/crypttab",
            "etc/fstab",
            "etc/mdadm",
            "etc/lvm",
            "usr/lib/ostree",
            "etc/ostree",
            "usr/lib/firmware");

    /// Names below these decide what dracut finds.
    private static final List<String> NAMED = List.of("usr/bin", "usr/sbin", "usr/lib", "usr/lib64", "usr/libexec");

    private static final String NAMES = "names";

    private final Path directory;

    /// @param root of the cache
    /// @param settings everything beside the tree that decides the result
    InitramfsCache(Path root, FileTree tree, List<String> settings) {
        this.directory = root.resolve(key(tree, settings).hex());
    }

    /// An image that was made of just this, or nothing.
    Optional<Path> find(FileTree tree) throws IOException {
        Path names = directory.resolve(NAMES);
        if (!Files.exists(names)) {
            return Optional.empty();
        }
        Path image = image(tree, Files.readAllLines(names));
        if (!Files.exists(image)) {
            return Optional.empty();
        }
        LastUse.mark(image);
        return Optional.of(image);
    }

    /// Where to write an image before it is complete.
    Path temporary() throws IOException {
        Files.createDirectories(directory);
        return Files.createTempFile(directory, ".image-", "");
    }

    /// Takes a complete image, which is moved, and the names in it.
    Path put(FileTree tree, SortedSet<String> names, Path image) throws IOException {
        Path place = image(tree, List.copyOf(names));
        Files.move(image, place, StandardCopyOption.ATOMIC_MOVE);
        Path list = Files.createTempFile(directory, ".names-", "");
        Files.write(list, names);
        Files.move(list, directory.resolve(NAMES), StandardCopyOption.ATOMIC_MOVE);
        return place;
    }

    private Path image(FileTree tree, List<String> names) {
        MessageDigest digest = Digest.sha256();
        for (String name : names) {
            add(digest, name, tree.get(TreePath.canonical(tree, name)));
        }
        return directory.resolve(Digest.of(digest).hex());
    }

    private static Digest key(FileTree tree, List<String> settings) {
        MessageDigest digest = Digest.sha256();
        settings.forEach(setting -> add(digest, setting, null));
        for (String path : DECISIVE) {
            add(digest, path, tree.get(path));
            tree.walk(path, (below, entry) -> add(digest, below, entry));
        }
        NAMED.forEach(path -> tree.walk(path, (below, entry) -> add(digest, below, null)));
        return Digest.of(digest);
    }

    private static void add(MessageDigest digest, String name, @org.jspecify.annotations.Nullable Entry entry) {
        String what = switch (entry) {
            case null -> "";
            case Entry.Dir _ -> "d";
            case Entry.Link link -> "l" + link.target();
            case Entry.File file -> "f" + file.meta().mode() + file.content().hex();
        };
        digest.update((name + "\0" + what + "\0").getBytes(StandardCharsets.UTF_8));
    }
}
