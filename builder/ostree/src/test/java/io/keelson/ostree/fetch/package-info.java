/// Tests of transfers.
@NullMarked
package io.keelson.ostree.fetch;

import org.jspecify.annotations.NullMarked;
