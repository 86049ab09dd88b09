/// What makes a file a disk that firmware starts: partition table (GPT), boot sectors and GRUB's files.
/// Bytes in, bytes out; no program is run here.
@NullMarked
package io.keelson.compose.disk;

import org.jspecify.annotations.NullMarked;
