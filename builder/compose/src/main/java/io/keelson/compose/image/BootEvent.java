package io.keelson.compose.image;

import java.util.List;

/// What the console or the boot probe tells.
sealed interface BootEvent {
    /// The first line of the kernel.
    record KernelStarted() implements BootEvent {}

    /// The initramfs's systemd runs units.
    ///
    /// @param uptime seconds since the kernel started
    record InitrdReached(double uptime) implements BootEvent {}

    /// The probe runs in the real root.
    ///
    /// @param uptime seconds since the kernel started
    record RootReached(double uptime) implements BootEvent {}

    /// Jobs that systemd still has to do; replaces what was told before.
    record JobsWaiting(List<String> jobs) implements BootEvent {}

    /// A moment that systemd has recorded.
    ///
    /// @param name systemd's property
    /// @param micros microseconds since the kernel started; 0 when it has not come
    record TimeTold(String name, long micros) implements BootEvent {}

    /// A unit is in the state "failed".
    record UnitFailed(FailedUnit unit) implements BootEvent {}

    /// multi-user.target is active.
    record MultiUserReached() implements BootEvent {}

    /// systemd has nothing left to start.
    ///
    /// @param state running, degraded or maintenance
    record Settled(String state) implements BootEvent {}

    /// A command of the user has begun.
    record CommandStarted(int index) implements BootEvent {}

    /// A command of the user has ended.
    record CommandEnded(int index, int status, String output) implements BootEvent {}

    /// The probe has said everything.
    record ProbeDone() implements BootEvent {}

    /// The boot cannot succeed any more.
    record Trouble(TroubleKind kind, String line) implements BootEvent {}

    /// How a boot ends before its time.
    enum TroubleKind {
        /// The kernel gave up.
        PANIC("the kernel panicked"),
        /// The initramfs could not find or mount the root.
        INITRAMFS("the initramfs gave up"),
        /// systemd, of the initramfs or of the real root, went to emergency or rescue mode.
        EMERGENCY("the system went to emergency mode"),
        /// systemd itself cannot go on.
        INIT_FROZEN("the first process cannot go on"),
        /// The real root has no init.
        NO_INIT("the root file system has no init that starts");

        private final String words;

        TroubleKind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }
}
