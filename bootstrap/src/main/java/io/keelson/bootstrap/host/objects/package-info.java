/// OSTree's metadata objects, as far as a host reads them itself.
///
/// Hosts carry no code of the builder, and a process of `ostree` for each question would cost more than all answers.
@NullMarked
package io.keelson.bootstrap.host.objects;

import org.jspecify.annotations.NullMarked;
