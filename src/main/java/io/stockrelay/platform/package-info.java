/** What everything else stands on: folders, database, broker, file server, and the order in which they start and stop. */
@NullMarked
package io.stockrelay.platform;

import org.jspecify.annotations.NullMarked;
