/// `keelson-host`, the operator's command on a host: one class for each of its commands.
@NullMarked
package io.keelson.bootstrap.main;

import org.jspecify.annotations.NullMarked;
