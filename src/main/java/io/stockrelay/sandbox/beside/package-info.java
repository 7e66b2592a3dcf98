/** The sandbox beside a running program: started with it, stocked with its listings. */
@NullMarked
package io.stockrelay.sandbox.beside;

import org.jspecify.annotations.NullMarked;
