/** The embedded ActiveMQ and the connections to whichever ActiveMQ is used. */
@NullMarked
package io.stockrelay.platform.broker;

import org.jspecify.annotations.NullMarked;
