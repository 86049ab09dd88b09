/// Fetching commits from other repositories, on this machine or over HTTP.
@NullMarked
package io.keelson.ostree.pull;

import org.jspecify.annotations.NullMarked;
