/// What a repository publishes about itself besides its summary.
@NullMarked
package io.keelson.ostree.summary;

import org.jspecify.annotations.NullMarked;
