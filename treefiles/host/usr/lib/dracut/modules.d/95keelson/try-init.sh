#!/bin/sh
# When init does not start, systemd's switch-root starts a shell instead, and waits for somebody. So it is tried before.
if getarg keelson.tries= > /dev/null && ! chroot "$NEWROOT" /usr/lib/systemd/systemd --version > /dev/null 2>&1; then
    echo "keelson: the init of this deployment does not run: another start" > /dev/console
    systemctl --force --force reboot
    sleep 60
fi
