/// The daemon that makes a host a node; arrives with its issue.
@NullMarked
package io.keelson.node;

import org.jspecify.annotations.NullMarked;
