package io.keelson.packages.deb.archive;

/// Where a member of an ar archive lies in its file.
record ArMember(String name, long offset, long size) {}
