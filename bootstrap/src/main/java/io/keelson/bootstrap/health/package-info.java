/// What must hold before a boot counts as good: checks, read from a file and run together within a deadline.
///
/// What a check needs from outside comes through [io.keelson.bootstrap.health.Probe].
@NullMarked
package io.keelson.bootstrap.health;

import org.jspecify.annotations.NullMarked;
