#!/bin/bash
# What makes a start of an OSTree host end: in the right deployment, or in another start.

check() {
    return 255
}

depends() {
    echo systemd ostree
}

install() {
    inst_multiple chroot mount umount readlink sed systemctl
    inst_simple "$moddir/resolve.sh" /usr/lib/keelson/resolve
    inst_simple "$moddir/resolve.conf" "$systemdsystemunitdir/ostree-prepare-root.service.d/keelson.conf"
    inst_hook pre-pivot 90 "$moddir/try-init.sh"
    inst_simple "$moddir/deadline.timer" "$systemdsystemunitdir/keelson-initrd-deadline.timer"
    inst_simple "$moddir/deadline.service" "$systemdsystemunitdir/keelson-initrd-deadline.service"
    mkdir -p "$initdir$systemdsystemunitdir/sysinit.target.wants"
    ln -s ../keelson-initrd-deadline.timer "$initdir$systemdsystemunitdir/sysinit.target.wants/"
}

installkernel() {
    # Watchdogs, with what they hang on: a kernel that has none of them does without.
    hostonly='' instmods -o i6300esb iTCO_wdt lpc_ich i2c-i801 i2c_smbus wdat_wdt
}
