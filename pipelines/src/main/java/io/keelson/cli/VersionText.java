package io.keelson.cli;

import picocli.CommandLine;

/// What `keelson --version` prints.
final class VersionText implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Keelson.class.getPackage().getImplementationVersion();
        return new String[] {"keelson " + (version == null ? "(built from source)" : version)};
    }
}
