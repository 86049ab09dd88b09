/// `keelson quickstart`: everything from a fresh machine to a booted image.
@NullMarked
package io.keelson.cli.quickstart;

import org.jspecify.annotations.NullMarked;
