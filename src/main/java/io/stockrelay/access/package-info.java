/** Who may do what: keys, what they allow, and how a presented key is recognised. */
@NullMarked
package io.stockrelay.access;

import org.jspecify.annotations.NullMarked;
