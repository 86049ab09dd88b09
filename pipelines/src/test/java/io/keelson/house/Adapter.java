package io.keelson.house;

import com.tngtech.archunit.core.domain.JavaClass;

/// A class behind a port, and the one place outside of its package that may name it.
enum Adapter {
    APT("io.keelson.packages.apt.AptPackageSource", "io.keelson.wiring"),
    SSH("io.keelson.bootstrap.ssh.SshConnector", "io.keelson.wiring"),
    KUBECTL("io.keelson.bootstrap.kubectl.Kubectl", "io.keelson.wiring"),
    /// The recipe makes its sandbox itself, as the tree in it is known only then.
    BUBBLEWRAP("io.keelson.compose.sandbox.BubblewrapSandbox", "io.keelson.compose");

    private final String name;
    private final String chooser;

    Adapter(String name, String chooser) {
        this.name = name;
        this.chooser = chooser;
    }

    boolean is(JavaClass target) {
        return target.getName().equals(name);
    }

    boolean mayNotKnow(JavaClass member) {
        String place = member.getPackageName();
        return !place.equals(chooser) && !name.startsWith(place + ".");
    }
}
