/// Options and settings that several commands share.
@NullMarked
package io.keelson.cli.options;

import org.jspecify.annotations.NullMarked;
