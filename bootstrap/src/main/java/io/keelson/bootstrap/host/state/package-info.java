/// What is on a host, read from its files: deployments, boot menu, history, the last request.
@NullMarked
package io.keelson.bootstrap.host.state;

import org.jspecify.annotations.NullMarked;
