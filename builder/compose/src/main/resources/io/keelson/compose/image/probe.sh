# Runs in the booted system, from before sysinit.target, and tells the host over the second serial port
# how the boot goes. One fact a line; texts follow as base64.
exec </dev/null >/dev/ttyS1 2>/dev/null
say() { printf 'keelson %s\n' "$*"; }
text() { base64 -w 120 | sed 's/^/keelson data /'; }
jobs_waiting() {
    say jobs
    systemctl list-jobs --plain --no-legend --no-pager | while read -r _ unit _ state; do say job "$unit" "$state"; done
}

read -r uptime _ </proc/uptime
say root "$uptime"

turn=0
while :; do
    state=$(systemctl is-system-running)
    case $state in running | degraded | maintenance) break ;; esac
    turn=$((turn + 1))
    [ $((turn % 10)) -ne 0 ] || jobs_waiting
    sleep 0.5
done

systemctl list-units --all --state=failed --plain --no-legend --no-pager | while read -r unit _; do
    say failed "$unit"
    systemctl status --no-pager --full --lines=20 "$unit" | text
done
systemctl show --property=InitRDTimestampMonotonic --property=UserspaceTimestampMonotonic \
    --property=FinishTimestampMonotonic | while IFS='=' read -r name value; do say time "$name" "$value"; done
systemctl is-active --quiet multi-user.target && say multi-user
say state "$state"

if [ "$state" != maintenance ]; then
    for command in /run/keelson-probe/commands/*; do
        [ -e "$command" ] || continue
        say run "${command##*/}"
        (cd / && HOME=/root TERM=dumb sh "$command") >/run/keelson-probe/output 2>&1
        status=$?
        text </run/keelson-probe/output
        say exit "$status"
    done
fi
say done
