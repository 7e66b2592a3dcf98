/** What accounts are told, and how telling them is repeated. */
@NullMarked
package io.stockrelay.notice;

import org.jspecify.annotations.NullMarked;
