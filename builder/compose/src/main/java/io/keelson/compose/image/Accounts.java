package io.keelson.compose.image;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The user database of a deployment: `/etc`, and what the image has below `/usr/lib`, which is only read.
final class Accounts {
    private final List<String> passwd;
    private final List<String> shadow;
    private final List<String> group;
    private final List<String> vendorPasswd;
    private final List<String> vendorGroup;

    /// A file as it shall be.
    record Text(String name, String content, int mode) {}

    private Accounts(Path deployment) throws IOException {
        this.passwd = lines(deployment.resolve("etc/passwd"));
        this.shadow = lines(deployment.resolve("etc/shadow"));
        this.group = lines(deployment.resolve("etc/group"));
        this.vendorPasswd = lines(deployment.resolve("usr/lib/passwd"));
        this.vendorGroup = lines(deployment.resolve("usr/lib/group"));
    }

    static Accounts read(Path deployment) throws IOException {
        return new Accounts(deployment);
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file)
                ? new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8))
                : new ArrayList<>();
    }

    /// Whether a user or a group has this number.
    boolean hasId(int id) {
        return Stream.of(passwd, vendorPasswd, group, vendorGroup)
                .flatMap(List::stream)
                .map(line -> line.split(":", -1))
                .anyMatch(fields -> fields.length > 2 && fields[2].equals(String.valueOf(id)));
    }

    /// Adds a user with a group of the same name, and without a password.
    ///
    /// @param days from 1970 to the time of the build
    void add(Account account, int id, long days) {
        String name = account.name();
        if (find(passwd, name) >= 0 || find(vendorPasswd, name) >= 0 || find(group, name) >= 0) {
            throw new KeelsonException("the image has a user or group " + name + " already");
        }
        passwd.add(name + ":x:" + id + ":" + id + "::/home/" + name + ":/bin/bash");
        shadow.add(name + ":*:" + days + ":0:99999:7:::");
        group.add(name + ":x:" + id + ":");
        account.groups().forEach(other -> join(other, name));
    }

    private void join(String other, String name) {
        int at = find(group, other);
        if (at < 0) {
            int vendor = find(vendorGroup, other);
            if (vendor < 0) {
                throw new KeelsonException("there is no group " + other + " in the image for the user " + name);
            }
            group.add(vendorGroup.get(vendor));
            at = group.size() - 1;
        }
        String line = group.get(at);
        group.set(at, line.endsWith(":") ? line + name : line + "," + name);
    }

    private static int find(List<String> lines, String name) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(name + ":")) {
                return i;
            }
        }
        return -1;
    }

    /// The files below `/etc`.
    List<Text> texts() {
        return List.of(
                new Text("passwd", text(passwd), 0644),
                new Text("shadow", text(shadow), 0640),
                new Text("group", text(group), 0644));
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
