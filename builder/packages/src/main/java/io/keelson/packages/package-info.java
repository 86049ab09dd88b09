/// What every package system shares: exact packages, lockfiles, requests, and why a package is in.
@NullMarked
package io.keelson.packages;

import org.jspecify.annotations.NullMarked;
