/** What a source is: its settings, its signature, and the one way its messages take into the ledger. */
@NullMarked
package io.stockrelay.source;

import org.jspecify.annotations.NullMarked;
