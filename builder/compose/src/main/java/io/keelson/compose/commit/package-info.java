/// From a tree to OSTree objects and a commit.
@NullMarked
package io.keelson.compose.commit;

import org.jspecify.annotations.NullMarked;
