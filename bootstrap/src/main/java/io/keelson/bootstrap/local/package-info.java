/// This machine: programs are processes, files are files.
@NullMarked
package io.keelson.bootstrap.local;

import org.jspecify.annotations.NullMarked;
