/// Commands that work on many hosts over SSH.
@NullMarked
package io.keelson.cli.fleet;

import org.jspecify.annotations.NullMarked;
