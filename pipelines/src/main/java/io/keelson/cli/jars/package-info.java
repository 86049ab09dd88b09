/// Jars as the JVM's cache likes them.
@NullMarked
package io.keelson.cli.jars;

import org.jspecify.annotations.NullMarked;
