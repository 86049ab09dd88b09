/// The small vocabulary that every module shares: digests, progress, errors. JDK only, because
/// hosts carry this and nothing else of the builder.
@NullMarked
package io.keelson.release;

import org.jspecify.annotations.NullMarked;
