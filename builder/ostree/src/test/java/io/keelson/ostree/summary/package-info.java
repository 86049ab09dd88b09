/// Tests of summaries.
@NullMarked
package io.keelson.ostree.summary;

import org.jspecify.annotations.NullMarked;
