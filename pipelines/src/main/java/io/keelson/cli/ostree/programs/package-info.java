/// Programs that `ostree` starts: the user's editor, and extensions of the command line.
@NullMarked
package io.keelson.cli.ostree.programs;

import org.jspecify.annotations.NullMarked;
