/// An xfs file system as bytes in a file, made without the kernel: each thing is written once, where it stays.
/// No program is run here.
@NullMarked
package io.keelson.compose.disk.xfs;

import org.jspecify.annotations.NullMarked;
