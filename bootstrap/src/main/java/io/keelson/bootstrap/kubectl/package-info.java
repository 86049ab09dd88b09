/// Kubernetes by way of the `kubectl` on the operator's machine, with its own configuration and credentials.
@NullMarked
package io.keelson.bootstrap.kubectl;

import org.jspecify.annotations.NullMarked;
