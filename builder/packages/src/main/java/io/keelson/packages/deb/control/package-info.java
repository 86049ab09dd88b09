/// Debian's control syntax (deb822): the stanzas of `control`, `Packages`, `Release` and `.sources` files.
@NullMarked
package io.keelson.packages.deb.control;

import org.jspecify.annotations.NullMarked;
