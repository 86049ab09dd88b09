/// What runs on or against a host: deployments, health, fallback. Hosts carry this and nothing of the builder.
@NullMarked
package io.keelson.bootstrap;

import org.jspecify.annotations.NullMarked;
