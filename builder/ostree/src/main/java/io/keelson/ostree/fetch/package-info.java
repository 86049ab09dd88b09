/// Files over HTTP: mirrors, retries, resuming, credentials. Knows nothing of what is in the files.
@NullMarked
package io.keelson.ostree.fetch;

import org.jspecify.annotations.NullMarked;
