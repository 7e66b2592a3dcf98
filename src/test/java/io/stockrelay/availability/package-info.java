/** Rules by table, numbers by property. */
@NullMarked
package io.stockrelay.availability;

import org.jspecify.annotations.NullMarked;
