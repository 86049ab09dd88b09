/// The initramfs: dracut in the sandbox, compressed here with all cores, cached by what it was made of.
@NullMarked
package io.keelson.compose.initramfs;

import org.jspecify.annotations.NullMarked;
