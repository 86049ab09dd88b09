package io.keelson.compose.finish;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.TreeEditor;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/// Puts the initramfs beside the kernel, after [Kernel].
///
/// @param initramfs with its owner and mode
/// @param ostreeBoot whether both also stand in `usr/lib/ostree-boot` under the names that old libostree
///     wants, which end in the SHA-256 of the kernel followed by the initramfs (`boot-location: new`)
public record InstallInitramfs(Entry.File initramfs, boolean ostreeBoot) implements FinishStep {
    @Override
    public FileTree apply(FileTree tree, Contents contents) {
        String version = KernelVersion.of(tree);
        Entry.File kernel = tree.file(KernelVersion.image(version));
        if (kernel == null) {
            throw new KeelsonException("there is no kernel at " + KernelVersion.image(version));
        }
        TreeEditor editor = tree.edit().put(KernelVersion.initramfs(version), initramfs);
        if (ostreeBoot) {
            Digest checksum = checksum(contents, kernel);
            editor.put("usr/lib/ostree-boot/vmlinuz-" + version + "-" + checksum, kernel);
            editor.put("usr/lib/ostree-boot/initramfs-" + version + ".img-" + checksum, initramfs);
        }
        return editor.build();
    }

    private Digest checksum(Contents contents, Entry.File kernel) {
        MessageDigest digest = Digest.sha256();
        update(digest, contents, kernel.content());
        update(digest, contents, initramfs.content());
        return Digest.of(digest);
    }

    private static void update(MessageDigest digest, Contents contents, Digest content) {
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = contents.open(content)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        } catch (IOException e) {
            throw new KeelsonException("cannot read the kernel or the initramfs: " + e.getMessage(), e);
        }
    }
}
