/** The words every capability uses: identities, deliveries and why something failed. */
@NullMarked
package io.stockrelay.shared;

import org.jspecify.annotations.NullMarked;
