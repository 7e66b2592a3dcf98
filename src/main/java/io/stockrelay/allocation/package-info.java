/** Stock set aside for accounts: granted, moved between them, released; their orders take from it. */
@NullMarked
package io.stockrelay.allocation;

import org.jspecify.annotations.NullMarked;
