/// Changing what is deployed on a host: a plan is a value that can be printed, and one loop does it.
///
/// Nothing here writes to the boot loader. libostree stages deployments, and the host's own programs keep the
/// menu; before either is asked, [io.keelson.bootstrap.host.deploy.Gate] and
/// [io.keelson.bootstrap.host.deploy.BootCheck] have had their say.
@NullMarked
package io.keelson.bootstrap.host.deploy;

import org.jspecify.annotations.NullMarked;
