/// GVariant values: types, the little-endian serialised form that OSTree stores, and the text form
/// that its commands print.
@NullMarked
package io.keelson.ostree.variant;

import org.jspecify.annotations.NullMarked;
