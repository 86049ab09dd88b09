/// What runs on or against a host: deployments, health, fallback; arrives with its issue.
@NullMarked
package io.keelson.bootstrap;

import org.jspecify.annotations.NullMarked;
