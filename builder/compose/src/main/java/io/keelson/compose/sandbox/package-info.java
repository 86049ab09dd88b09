/// Where programs of the image run: a directory made from the tree, entered with bubblewrap, whose
/// changes are read back as data. The only place of the compose that starts such programs.
@NullMarked
package io.keelson.compose.sandbox;

import org.jspecify.annotations.NullMarked;
