/// Commands on repositories that upstream's `ostree` does not have.
@NullMarked
package io.keelson.cli.repo;

import org.jspecify.annotations.NullMarked;
