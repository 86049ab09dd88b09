package io.keelson.compose.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsTest {
    private static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA me@example";

    @TempDir
    Path dir;

    @BeforeEach
    void makeDatabase() throws Exception {
        Files.createDirectories(dir.resolve("etc"));
        Files.createDirectories(dir.resolve("usr/lib"));
        Files.writeString(dir.resolve("etc/passwd"), "root:x:0:0:root:/root:/bin/bash\n");
        Files.writeString(dir.resolve("etc/shadow"), "root:*:1::::::\n");
        Files.writeString(dir.resolve("etc/group"), "root:x:0:\nadm:x:4:syslog\n");
        Files.writeString(dir.resolve("usr/lib/passwd"), "daemon:x:1000:1000::/:/x\n");
        Files.writeString(dir.resolve("usr/lib/group"), "sudo:x:27:\n");
    }

    private static Account user(String... groups) {
        return new Account("ada", List.of(KEY), List.of(groups));
    }

    @Test
    void aUserIsAddedWithItsGroups() throws Exception {
        Accounts accounts = Accounts.read(dir);
        assertThat(accounts.hasId(1000)).isTrue();
        assertThat(accounts.hasId(1001)).isFalse();
        accounts.add(user("adm", "sudo"), 1001, 20_000);
        List<String> texts =
                accounts.texts().stream().map(Accounts.Text::content).toList();
        assertThat(texts.get(0)).endsWith("ada:x:1001:1001::/home/ada:/bin/bash\n");
        assertThat(texts.get(1)).endsWith("ada:*:20000:0:99999:7:::\n");
        assertThat(texts.get(2)).isEqualTo("root:x:0:\nadm:x:4:syslog,ada\nada:x:1001:\nsudo:x:27:ada\n");
    }

    @Test
    void whatCannotBeIsRefused() throws Exception {
        Accounts accounts = Accounts.read(dir);
        assertThatThrownBy(() -> accounts.add(user("wheel"), 1001, 1)).hasMessageContaining("no group wheel");
        assertThatThrownBy(() -> accounts.add(new Account("daemon", List.of(KEY), List.of()), 1001, 1))
                .hasMessageContaining("daemon already");
        assertThatThrownBy(() -> new Account("Ada:0", List.of(KEY), List.of())).hasMessageContaining("Ada:0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# only a comment", "-----BEGIN OPENSSH PRIVATE KEY-----", "hello", "ssh-rsa"})
    void onlyPublicKeysAreKeys(String line) {
        assertThatThrownBy(() -> new Account("ada", List.of(line), List.of())).hasMessageContaining("key");
    }
}
