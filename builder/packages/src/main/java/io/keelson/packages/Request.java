package io.keelson.packages;

/// A package that somebody asked for.
///
/// @param text a name, a virtual name, a glob or a version query: `openssh-server`, `libc6:amd64`,
///     `linux-image-*`, `nginx (>= 1.2)`, `nginx >= 1.2`, `nginx=1.22.1-9`
/// @param origin where it was asked for: `treefiles/deb/minimal.yaml:12:5`
public record Request(String text, String origin) {}
