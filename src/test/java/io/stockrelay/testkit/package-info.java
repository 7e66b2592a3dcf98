/** Fixtures shared by tests: a real database and the real program. */
@NullMarked
package io.stockrelay.testkit;

import org.jspecify.annotations.NullMarked;
