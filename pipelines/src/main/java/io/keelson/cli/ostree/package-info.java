/// `keelson ostree`: upstream's commands with upstream's names, options, output and exit status.
@NullMarked
package io.keelson.cli.ostree;

import org.jspecify.annotations.NullMarked;
