/// `keelson treefile`: look at treefiles without composing anything.
@NullMarked
package io.keelson.cli.treefile;

import org.jspecify.annotations.NullMarked;
