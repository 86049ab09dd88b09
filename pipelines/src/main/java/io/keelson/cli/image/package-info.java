/// `keelson image`: bootable images of a commit.
@NullMarked
package io.keelson.cli.image;

import org.jspecify.annotations.NullMarked;
