/// Remotes: where other repositories are, and what is expected of them.
@NullMarked
package io.keelson.ostree.remote;

import org.jspecify.annotations.NullMarked;
