/// The one place where real adapters are chosen for the ports of the modules.
@NullMarked
package io.keelson.wiring;

import org.jspecify.annotations.NullMarked;
