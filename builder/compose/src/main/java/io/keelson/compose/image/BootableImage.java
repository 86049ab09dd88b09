package io.keelson.compose.image;

import java.nio.file.Path;

/// A root file system and what a machine needs to start it directly, without a boot loader.
///
/// @param commit checksum of the deployed commit
/// @param disk raw image of an ext4 file system, no partition table
/// @param kernel the deployment's kernel
/// @param initramfs the deployment's initramfs
/// @param kernelArguments the whole command line, with the `ostree=` that libostree chose
public record BootableImage(String commit, Path disk, Path kernel, Path initramfs, String kernelArguments) {}
