/** The configuration folder as records, with every problem collected before anything starts. */
@NullMarked
package io.stockrelay.settings;

import org.jspecify.annotations.NullMarked;
