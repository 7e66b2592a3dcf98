/** What runs beside promises: their expiry, the notices about it, and the expiry of lots. */
@NullMarked
package io.stockrelay.camel.promise;

import org.jspecify.annotations.NullMarked;
