package io.keelson.compose.image;

/// What became of a command in the booted system.
///
/// @param command as it was asked for
/// @param status its exit status
/// @param output standard output and standard error, as they came
public record CommandResult(String command, int status, String output) {}
