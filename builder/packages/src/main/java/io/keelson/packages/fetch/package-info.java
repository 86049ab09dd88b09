/// Getting files from `http:`, `https:` and `file:` addresses into a cache named by content, several at
/// once, resumed, retried and judged by their digest.
@NullMarked
package io.keelson.packages.fetch;

import org.jspecify.annotations.NullMarked;
