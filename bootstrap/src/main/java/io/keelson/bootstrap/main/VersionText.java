package io.keelson.bootstrap.main;

import picocli.CommandLine;

/// What `keelson-host --version` prints.
final class VersionText implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = KeelsonHost.class.getPackage().getImplementationVersion();
        return new String[] {"keelson-host " + (version == null ? "(built from source)" : version)};
    }
}
