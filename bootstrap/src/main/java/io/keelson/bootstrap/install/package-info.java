/// Puts what Keelson needs onto hosts that run already: bundles (a directory with a program and all that it needs),
/// units, and the remote that images come from.
@NullMarked
package io.keelson.bootstrap.install;

import org.jspecify.annotations.NullMarked;
