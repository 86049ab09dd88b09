/// Hosts over SSH: [SshConnector] opens, [SshShell] is the [io.keelson.bootstrap.host.HostShell].
///
/// The protocol is sshj's. Ours are the keys of hosts (`known_hosts`, strict), the agent, the ways through other
/// hosts, the bounds for what a host may send, and messages that say what to do.
@NullMarked
package io.keelson.bootstrap.ssh;

import org.jspecify.annotations.NullMarked;
