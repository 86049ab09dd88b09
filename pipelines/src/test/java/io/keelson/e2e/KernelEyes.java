package io.keelson.e2e;

import java.nio.file.Path;

/// The root file system of a disk as the kernel sees it: a copy is mounted, which replays the journal.
final class KernelEyes {
    private static final String LOOK = """
            mkdir -p mnt
            cp --sparse=always "$1" root.raw
            mount -o loop,offset="$2" root.raw mnt
            trap 'umount mnt; rm -f root.raw' EXIT
            wanted=mnt/ostree/deploy/${3%/*}/deploy/${3##*/}
            [ -d "$wanted" ] || { echo "deployment $3 is not there"; exit 1; }
            [ -x "$wanted/usr/lib/systemd/systemd" ] && [ -d "$wanted/etc/systemd" ] && [ -e "$wanted.origin" ] ||
                { echo "deployment $3 is not whole"; exit 1; }
            found=
            for link in mnt/ostree/boot.[01]/*/*/*; do
                [ "$(readlink -f "$link")" != "$PWD/$wanted" ] || found=$link
            done
            [ -n "$found" ] || { echo "no link leads to $3"; ls -lR mnt/ostree/boot.*; exit 1; }
            if [ "$4" = deep ]; then
                commit=${3##*/} commit=${commit%.*}
                ostree --repo=mnt/ostree/repo checkout --user-mode --subpath=/usr "$commit" reference
                diff -r --no-dereference reference "$wanted/usr" && rm -rf reference
            fi
            """;

    private final Path dir;
    private final Path disk;
    private final long offset;

    /// @param offset of the root partition in the disk
    KernelEyes(Path dir, Path disk, long offset) {
        this.dir = dir;
        this.disk = disk;
        this.offset = offset;
    }

    /// Proves that the initramfs finds the deployment, and that it is whole.
    ///
    /// @param deep whether each file is compared with what the repository has
    void expect(String deployment, boolean deep) throws Exception {
        Shell.run(dir, LOOK, disk, offset, deployment, deep ? "deep" : "quick");
    }
}
