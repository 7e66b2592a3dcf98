/** Tests of routes on real Camel and real transports. */
@org.jspecify.annotations.NullUnmarked
package io.stockrelay.camel;
