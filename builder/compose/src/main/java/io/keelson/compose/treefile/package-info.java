/// What the author of an image wants, read from treefiles: parsed, merged, checked.
///
/// [Treefile#load] is the only door. Behind it text becomes located nodes ([Node]), nodes become
/// typed values by one table of keys ([Keys]), the values of all included files are merged
/// ([Loader]), and what results is finished with defaults. Every mistake is collected on the way
/// and told once, with its file, line and column.
@NullMarked
package io.keelson.compose.treefile;

import org.jspecify.annotations.NullMarked;
