package io.keelson.e2e;

/// What may be wrong with a release, or go wrong with it after it was good.
enum HostFault {
    UNHEALTHY("""
            printf '#!/bin/sh\\necho the database does not answer\\nexit 1\\n' >usr/lib/keelson/health.d/50-database
            chmod +x usr/lib/keelson/health.d/50-database
            """, "health check 50-database failed: the database does not answer"),
    NO_INIT("""
            mkdir -p usr/sbin
            ln -s gone usr/sbin/init
            ln -s gone usr/lib/systemd/systemd
            """, "all its starts failed"),
    PANIC("head -c 3000000 /dev/urandom >\".$kernel/initramfs.img\"", "all its starts failed"),
    EMPTY_KERNEL(": >\".$kernel/vmlinuz\"", "GRUB could not start it"),
    CUT_KERNEL("base $kernel/vmlinuz | head -c 2000000 >\".$kernel/vmlinuz\" || true", "its kernel is cut: 2000000 of"),
    HANGING_HOOK("""
            base $kernel/initramfs.img >".$kernel/initramfs.img"
            mkdir -p more/usr/lib/dracut/hooks/pre-mount
            echo 'sleep 100000' >more/usr/lib/dracut/hooks/pre-mount/00-hang.sh
            append more ".$kernel/initramfs.img"
            rm -r more
            """, "all its starts failed"),
    HANGING_UNIT("""
            printf '[Unit]\\nBefore=multi-user.target boot-complete.target\\n[Service]\\nType=oneshot\\nExecStart=/usr/bin/sleep infinity\\n' \\
                >usr/lib/systemd/system/hang.service
            mkdir -p usr/lib/systemd/system/boot-complete.target.requires usr/lib/systemd/system/keelson-deadline.timer.d
            ln -s ../hang.service usr/lib/systemd/system/boot-complete.target.requires/
            printf '[Timer]\\nOnBootSec=\\nOnBootSec=100\\n' >usr/lib/systemd/system/keelson-deadline.timer.d/short.conf
            """, "not healthy in time: .*hang.service"),
    SPIN("""
            printf '[Unit]\\nAfter=sshd.service\\nBefore=multi-user.target\\n[Service]\\nExecStart=/usr/lib/keelson/spin\\n' \\
                >usr/lib/systemd/system/spin.service
            mkdir -p usr/lib/systemd/system/multi-user.target.wants
            ln -s ../spin.service usr/lib/systemd/system/multi-user.target.wants/
            printf '#!/bin/sh\\necho -1 >/proc/sys/kernel/sched_rt_runtime_us\\nfor cpu in $(seq $(nproc)); do' >usr/lib/keelson/spin
            printf ' chrt -f 99 sh -c "while :; do :; done" &\\ndone\\nwait\\n' >>usr/lib/keelson/spin
            chmod +x usr/lib/keelson/spin
            """, "all its starts failed"),
    HANGING_INIT("""
            base $kernel/initramfs.img >".$kernel/initramfs.img"
            mkdir more
            printf '#!/bin/sh\\nwhile :; do sleep 1000; done\\n' >more/init
            chmod +x more/init
            append more ".$kernel/initramfs.img"
            rm -r more
            """, "all its starts failed"),
    SILENT_KERNEL("""
            base $kernel/vmlinuz >".$kernel/vmlinuz"
            dd if=/dev/urandom of=".$kernel/vmlinuz" bs=1000 count=100 seek=3000 conv=notrunc status=none
            """, "all its starts failed"),
    WRONG_ROOT("true", "all its starts failed", "--karg=root=UUID=00000000-dead-dead-dead-000000000000", ""),
    KERNEL_GONE("true", "damaged", "", "rm \"$kernel\""),
    INITRAMFS_GONE("true", "damaged", "", "rm \"$initramfs\""),
    KERNEL_EMPTIED("true", "damaged", "", ": >\"$kernel\""),
    KERNEL_CUT("true", "damaged", "", "truncate -s 2000000 \"$kernel\""),
    KERNEL_FLIPPED("true", "damaged", "", "dd if=/dev/urandom of=\"$kernel\" bs=1000 count=100 seek=3000 conv=notrunc"),
    INITRAMFS_CUT("true", "damaged", "", "truncate -s 9000000 \"$initramfs\""),
    INITRAMFS_FLIPPED(
            "true", "damaged", "", "dd if=/dev/urandom of=\"$initramfs\" bs=1 count=1 seek=5000000 conv=notrunc");

    /// Makes the release; see [HostReleases#release].
    final String script;
    /// What the history says afterwards, as a regular expression.
    final String reason;
    /// An option of `ostree admin deploy`, or nothing.
    final String option;
    /// Damages `$kernel` or `$initramfs` in /boot, when the release has been good; or nothing.
    final String damage;

    HostFault(String script, String reason) {
        this(script, reason, "", "");
    }

    HostFault(String script, String reason, String option, String damage) {
        // Its own initramfs, so that damage to it does not hit the other deployment.
        this.script = damage.isEmpty()
                ? script
                : "base $kernel/initramfs.img >\".$kernel/initramfs.img\"; mkdir more; echo other >more/other;"
                        + " append more \".$kernel/initramfs.img\"; rm -r more";
        this.reason = reason;
        this.option = option;
        this.damage = damage;
    }

    /// The host that can come back from it.
    HostScene.Kind kind() {
        return switch (this) {
            case SPIN, HANGING_INIT, SILENT_KERNEL -> HostScene.Kind.WATCHED;
            default -> HostScene.Kind.VIRTUAL;
        };
    }

    boolean comesLater() {
        return !damage.isEmpty();
    }
}
