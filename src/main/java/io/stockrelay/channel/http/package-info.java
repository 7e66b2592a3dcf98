/** Any HTTP API by two jq programs and a route. */
@NullMarked
package io.stockrelay.channel.http;

import org.jspecify.annotations.NullMarked;
