/** What is removed when it has become old: rows that tell of finished work and that nothing needs any more. */
@NullMarked
package io.stockrelay.retention;

import org.jspecify.annotations.NullMarked;
