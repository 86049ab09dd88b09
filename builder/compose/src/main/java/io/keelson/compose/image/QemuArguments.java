package io.keelson.compose.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// QEMU's command line: a PC with the image as its only disk, two serial ports, and a network card whose
/// network leads nowhere but answers DHCP, so that a boot does not depend on what is outside.
record QemuArguments(BootableImage image, QemuOptions options, Accelerator accelerator) {
    /// In a test an early failure must end the machine, not wait for a person or start anew.
    private static final String UNATTENDED = "panic=-1 rd.shell=0 rd.emergency=reboot";

    /// @param initramfs with the probe in it
    /// @param console file for the first serial port
    /// @param probe file for the second serial port
    List<String> list(Path initramfs, Path console, Path probe) {
        List<String> list = new ArrayList<>(List.of("-machine", "q35", "-nodefaults", "-no-user-config"));
        list.addAll(accelerator.arguments());
        list.addAll(List.of("-m", options.memoryMebibytes() + "M", "-smp", String.valueOf(options.cpus())));
        list.addAll(List.of("-display", "none", "-no-reboot"));
        list.addAll(List.of("-kernel", image.kernel().toString(), "-initrd", initramfs.toString()));
        list.addAll(List.of("-append", image.kernelArguments() + " " + UNATTENDED));
        // Writes of the guest go to a temporary file: the image is the same after the boot.
        list.addAll(List.of("-drive", "if=none,id=root,format=raw,snapshot=on,file=" + escaped(image.disk())));
        list.addAll(List.of("-device", "virtio-blk-pci,drive=root", "-device", "virtio-rng-pci"));
        list.addAll(List.of("-netdev", "user,id=net,restrict=on", "-device", "virtio-net-pci,netdev=net,romfile="));
        list.addAll(List.of("-chardev", "file,id=console,path=" + escaped(console), "-serial", "chardev:console"));
        list.addAll(List.of("-chardev", "file,id=probe,path=" + escaped(probe), "-serial", "chardev:probe"));
        return list;
    }

    /// In QEMU's option lists a comma in a value is written twice.
    private static String escaped(Path path) {
        return path.toString().replace(",", ",,");
    }
}
