/** The command line: one class a subcommand. */
@NullMarked
package io.stockrelay.cli;

import org.jspecify.annotations.NullMarked;
