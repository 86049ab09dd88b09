/// From a commit to a root file system image, and from that to a verdict: the image is booted in QEMU
/// and tells over a serial port how the boot went.
///
/// [io.keelson.compose.image.SysrootImage] makes the image with the real `ostree` and `mke2fs`, as root
/// or in a user namespace; [io.keelson.compose.image.QemuBoot] boots it without writing to it.
@NullMarked
package io.keelson.compose.image;

import org.jspecify.annotations.NullMarked;
