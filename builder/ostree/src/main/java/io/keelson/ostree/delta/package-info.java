/// Static deltas: all that leads from one commit to another, or from nothing to one, in a few files.
///
/// A receiver reads a [Superblock][io.keelson.ostree.delta.Superblock], asks a
/// [PartExecutor][io.keelson.ostree.delta.PartExecutor] which parts it needs and hands it their bytes;
/// [DeltaApply][io.keelson.ostree.delta.DeltaApply] does so with a delta on disk.
/// [DeltaGenerator][io.keelson.ostree.delta.DeltaGenerator] makes one.
@NullMarked
package io.keelson.ostree.delta;

import org.jspecify.annotations.NullMarked;
