/// Health checks that go over the network: HTTP, TCP, and the API of Kubernetes.
@NullMarked
package io.keelson.bootstrap.health.net;

import org.jspecify.annotations.NullMarked;
