/// `keelson host`: what operators' machines make for hosts and do to them.
@NullMarked
package io.keelson.cli.host;

import org.jspecify.annotations.NullMarked;
