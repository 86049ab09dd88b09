package io.keelson.compose.image;

/// A unit in the state "failed".
///
/// @param name with its suffix, `ssh.service`
/// @param status what `systemctl status` says, with the end of its log; several lines
public record FailedUnit(String name, String status) {}
