/// A host: what is deployed on it, what shall be, and the steps between.
///
/// [io.keelson.bootstrap.host.HostShell] is the port to the machine itself.
@NullMarked
package io.keelson.bootstrap.host;

import org.jspecify.annotations.NullMarked;
