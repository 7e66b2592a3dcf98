/** Publishing: pure decisions by table, the worker on a real PostgreSQL. */
@NullMarked
package io.stockrelay.channel;

import org.jspecify.annotations.NullMarked;
