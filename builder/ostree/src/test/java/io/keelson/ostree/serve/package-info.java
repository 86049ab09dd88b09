/// Tests of publishing.
@NullMarked
package io.keelson.ostree.serve;

import org.jspecify.annotations.NullMarked;
