/** Tests of sources. */
@org.jspecify.annotations.NullUnmarked
package io.stockrelay.source;
