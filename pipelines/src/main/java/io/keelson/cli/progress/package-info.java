/// How long work shows what it does: a live line on a terminal, plain lines in a log, JSON lines for programs.
@NullMarked
package io.keelson.cli.progress;

import org.jspecify.annotations.NullMarked;
