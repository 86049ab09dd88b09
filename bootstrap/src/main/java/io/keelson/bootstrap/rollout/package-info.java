/// A change of many hosts: planned first, then done in waves, and written down so that it can go on after a crash.
///
/// [RolloutPlan] is pure. [Rollout] does it through three ports: [Fleet] reaches hosts, [Nodes] is Kubernetes, and
/// [RolloutView] shows. What happens to a host is a machine of [Phase]s; each arrow is in the [Journal] before and
/// after the host is touched, and [HostProgress] is what follows from the journal.
@NullMarked
package io.keelson.bootstrap.rollout;

import org.jspecify.annotations.NullMarked;
