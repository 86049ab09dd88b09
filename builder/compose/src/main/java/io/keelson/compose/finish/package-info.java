/// What is done to a tree after the packages are in and their scripts have run: one class for each
/// step, each a pure function from tree to tree. Until the last group all steps work on `/etc`, so
/// programs that run in between find their configuration.
///
/// The order, and why:
///
/// 1. [RetireMaintenance]; then what the treefile asks for can still enable what this disables.
/// 2. [RemoveFiles], [AddFiles]: units and os-release may come from there.
/// 3. [EnableUnits], [DefaultTarget], [TmpMount], [SshHostKeys], [OsRelease], [UseraddHome],
///    [KeepTreefile]. The treefile's scripts see all of this, and may change it.
/// 4. [TidyMachineState], [MachineId], [NormaliseShadow]: after everything that could make such files.
/// 5. [CheckIds]: with all accounts in `/etc`.
/// 6. [Kernel], and after dracut has run on that tree [InstallInitramfs]. Dracut copies accounts from
///    `/etc/passwd` into the initramfs, hence before the next step.
/// 7. [PasswdSplit], [MoveDpkgDatabase], [ReadonlyExecutables].
/// 8. [EtcToUsrEtc], [RootLayout], [VarToTmpfiles]: the shape of a deployment. The last takes what the
///    others have put into `/var`.
@NullMarked
package io.keelson.compose.finish;

import org.jspecify.annotations.NullMarked;
