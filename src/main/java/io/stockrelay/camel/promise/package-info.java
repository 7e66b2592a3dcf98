/** What runs beside promises: their expiry, and the notices about it. */
@NullMarked
package io.stockrelay.camel.promise;

import org.jspecify.annotations.NullMarked;
