package io.keelson.compose.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.release.KeelsonException;
import org.junit.jupiter.api.Test;

class BootEntryTest {
    private static final String ENTRY = """
            # written by libostree
            title Debian GNU/Linux 12 (bookworm) 1 (ostree:0)
            version 1
            options root=UUID=a595dc8e rw console=ttyS0 ostree=/ostree/boot.1/keelson/44bd/0
            linux /ostree/keelson-44bd/vmlinuz-6.1.0-56-cloud-amd64
            initrd /ostree/keelson-44bd/initramfs-6.1.0-56-cloud-amd64.img
            """;

    @Test
    void readsWhatABootNeeds() {
        assertThat(BootEntry.parse(ENTRY, "x.conf"))
                .isEqualTo(new BootEntry(
                        "Debian GNU/Linux 12 (bookworm) 1 (ostree:0)",
                        "/ostree/keelson-44bd/vmlinuz-6.1.0-56-cloud-amd64",
                        "/ostree/keelson-44bd/initramfs-6.1.0-56-cloud-amd64.img",
                        "root=UUID=a595dc8e rw console=ttyS0 ostree=/ostree/boot.1/keelson/44bd/0"));
    }

    @Test
    void aCommitWithoutInitramfsIsRefused() {
        String without = ENTRY.replaceAll("(?m)^initrd.*$", "");
        assertThatThrownBy(() -> BootEntry.parse(without, "x.conf"))
                .isInstanceOf(KeelsonException.class)
                .hasMessage("the boot entry x.conf has no initrd line");
    }
}
