package io.keelson.compose.image;

import java.util.List;

/// What a boot has shown.
///
/// @param accelerator KVM or TCG
/// @param failedUnits with their status
/// @param commands results of the commands that were run, in their order
public record BootReport(
        Verdict verdict,
        Accelerator accelerator,
        Timings timings,
        List<FailedUnit> failedUnits,
        List<CommandResult> commands) {
    /// Whether multi-user was reached in time, with no failed unit and no failed command.
    public boolean healthy() {
        return verdict instanceof Verdict.Healthy;
    }
}
