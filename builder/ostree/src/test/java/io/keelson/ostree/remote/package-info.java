/// Tests of remotes.
@NullMarked
package io.keelson.ostree.remote;

import org.jspecify.annotations.NullMarked;
