/// Which hosts there are and how they are reached: inventory files, `ssh_config`, and the expressions that
/// choose hosts. Only reads; what is wrong is told all together, each with its place.
@NullMarked
package io.keelson.bootstrap.inventory;

import org.jspecify.annotations.NullMarked;
