package io.keelson.house;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.Set;

/// A way to the outside, and the packages that may take it: one table, each with its reason.
@SuppressWarnings("ImmutableEnumChecker") // its map is
enum Edge {
    /// Starting programs.
    PROCESSES(Map.of(
            "io.keelson.compose.sandbox", "bubblewrap runs what packages bring",
            "io.keelson.compose.image", "ostree, mke2fs and QEMU make and boot an image",
            "io.keelson.ostree.sign", "gpg signs with keys that it does not give away",
            "io.keelson.cli.ostree.programs", "the editor for a message, extensions of the command line",
            "io.keelson.bootstrap.kubectl", "kubectl drains nodes",
            "io.keelson.cli.quickstart", "apt-get installs what is missing",
            "io.keelson.cli.host", "the bundle for hosts runs once to keep what it loaded",
            "io.keelson.bootstrap.local", "a host's own programs deploy and restart it")) {
        @Override
        boolean leadsTo(JavaClass target) {
            // What Runtime.exec gives is a Process too.
            return Set.of("java.lang.ProcessBuilder", "java.lang.Process").contains(target.getName());
        }
    },
    /// Sockets and HTTP. Names and addresses as such (URI) are not the network.
    NETWORK(Map.of(
            "io.keelson.packages.fetch", "files of repositories, over HTTP",
            "io.keelson.bootstrap.ssh", "hosts over SSH, and ssh-agent over its socket",
            "io.keelson.ostree.serve", "publishes OSTree repositories, over HTTP",
            "io.keelson.ostree.fetch", "objects of OSTree repositories, over HTTP",
            "io.keelson.bootstrap.health.net", "a host's health may depend on servers")) {
        private static final Set<String> PLAIN =
                Set.of("java.net.URI", "java.net.URISyntaxException", "java.net.URLDecoder", "java.net.URLEncoder");

        @Override
        boolean leadsTo(JavaClass target) {
            return (House.in("java.net").test(target) && !PLAIN.contains(target.getName()))
                    || House.in("com.sun.net").test(target)
                    || target.getName().matches("java\\.nio\\.channels\\.\\w*(Socket|Datagram)\\w*");
        }
    },
    /// Calls of libraries that are not Java.
    FOREIGN(Map.of(
            "io.keelson.ostree.posix", "the calls of libc that Java lacks",
            "io.keelson.ostree.inflate",
                    "large contents are unpacked outside the heap, which would have to grow for them",
            "io.keelson.ostree.delta", "parts larger than memory are mapped, and liblzma packs faster than Java",
            "io.keelson.packages.codec", "liblzma unpacks faster than Java")) {
        @Override
        boolean leadsTo(JavaClass target) {
            return House.in("java.lang.foreign").test(target);
        }
    };

    private final Map<String, String> packages;

    Edge(Map<String, String> packages) {
        this.packages = packages;
    }

    abstract boolean leadsTo(JavaClass target);

    boolean mayBeTakenBy(JavaClass member) {
        return packages.containsKey(member.getPackageName());
    }

    Set<String> packages() {
        return packages.keySet();
    }
}
