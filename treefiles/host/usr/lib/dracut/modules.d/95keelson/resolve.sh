#!/bin/sh
# A menu entry names its deployment. After a power cut in the middle of an upgrade the path in `ostree=` may be gone, or
# lead to another deployment with the same kernel: libostree has renumbered its links. Then ostree-prepare-root is
# shown a command line with the path that leads there now. Nothing is written, so this start may be cut as well.
id=$(sed -n 's/\(.* \)\{0,1\}keelson\.deployment=\([^ ]*\).*/\2/p' /proc/cmdline)
named=$(sed -n 's/\(.* \)\{0,1\}ostree=\([^ ]*\).*/\2/p' /proc/cmdline)
[ -n "$id" ] && [ -n "$named" ] || exit 0
wanted=/sysroot/ostree/deploy/${id%/*}/deploy/${id##*/}

if [ ! -d "$wanted" ]; then
    [ -e "/sysroot$named" ] || echo "keelson: deployment $id is gone, and so is $named" > /dev/console
    exit 0
fi
[ "$(readlink -f "/sysroot$named")" = "$wanted" ] && exit 0
for link in /sysroot/ostree/boot.[01]/*/*/*; do
    [ "$(readlink -f "$link")" = "$wanted" ] || continue
    sed "s|ostree=$named|ostree=${link#/sysroot}|" /proc/cmdline > /run/keelson-cmdline
    mount --bind /run/keelson-cmdline /proc/cmdline
    echo "keelson: $named does not lead to $id: taking ${link#/sysroot}" > /dev/console
    exit 0
done
echo "keelson: no link leads to deployment $id" > /dev/console
