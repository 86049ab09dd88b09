/// Apt repositories: source lists, signed `Release` files (repository format of the Debian wiki,
/// apt-secure(8), sources.list(5)), and the package indices they vouch for.
@NullMarked
package io.keelson.packages.apt;

import org.jspecify.annotations.NullMarked;
