package io.keelson.compose.image;

import io.keelson.release.KeelsonException;
import java.util.List;

/// Somebody who may log in from the first boot on, with SSH keys and without a password.
///
/// @param name `root`, or a user to be made
/// @param keys lines of `authorized_keys`
/// @param groups that a new user belongs to besides the own one; they must exist in the tree
public record Account(String name, List<String> keys, List<String> groups) {
    private static final String ROOT = "root";

    /// @throws KeelsonException when the name cannot be a user's, or a line is no key
    public Account {
        keys = keys.stream()
                .map(String::strip)
                .filter(key -> !key.isEmpty() && !key.startsWith("#"))
                .toList();
        groups = List.copyOf(groups);
        if (!name.matches("[a-z_][a-z0-9_-]{0,31}")) {
            throw KeelsonException.usage("'" + name + "' cannot be the name of a user");
        }
        if (keys.isEmpty()) {
            throw KeelsonException.usage("no SSH key is given for " + name + ": nobody could log in");
        }
        for (String key : keys) {
            if (key.contains("PRIVATE KEY")) {
                throw KeelsonException.usage("that is a private key; give the file that ends in .pub for " + name);
            }
            if (!key.matches("(.* )?(ssh-|ecdsa-|sk-)[A-Za-z0-9@.-]+ [A-Za-z0-9+/=]+( .*)?")) {
                throw KeelsonException.usage("a line of " + name + "'s keys is no public SSH key");
            }
        }
    }

    boolean isRoot() {
        return name.equals(ROOT);
    }

    String authorizedKeys() {
        return String.join("\n", keys) + "\n";
    }
}
