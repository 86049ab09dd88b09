/// Kickstarts, network boot and Foreman; arrives with its issue.
@NullMarked
package io.keelson.kickstart;

import org.jspecify.annotations.NullMarked;
