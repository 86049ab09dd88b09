/// Publishing a repository over HTTP.
@NullMarked
package io.keelson.ostree.serve;

import org.jspecify.annotations.NullMarked;
