package io.keelson.bootstrap.host.state;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One deployment on a host.
///
/// @param index its place in libostree's list, which its commands take; a staged one comes first
/// @param refspec where it came from, empty when its origin file is gone
/// @param rejected why it failed here before, or null
/// @param kargs the kernel's arguments without libostree's own
/// @param bootFiles kernel and initramfs from the root of the host; none while it is staged
public record Deployed(
        DeploymentId id,
        int index,
        Optional<String> version,
        Optional<Instant> timestamp,
        String refspec,
        Set<Role> roles,
        @Nullable String rejected,
        String kargs,
        List<String> bootFiles) {
    /// What a deployment is for its host.
    public enum Role {
        BOOTED,
        DEFAULT,
        FALLBACK,
        STAGED,
        PINNED;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    public String commit() {
        return id.commit();
    }

    /// How a person tells it from others: the version, if it has one, and the beginning of the commit.
    public String name() {
        return name(version, id.commit());
    }

    /// The same of any commit.
    public static String name(Optional<String> version, String commit) {
        String brief = commit.substring(0, Math.min(12, commit.length()));
        return version.map(text -> text + " (" + brief + ")").orElse(brief);
    }
}
