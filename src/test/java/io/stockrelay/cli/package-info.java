/** Tests of the command line. */
@NullMarked
package io.stockrelay.cli;

import org.jspecify.annotations.NullMarked;
