/** Amazon's Listings Items API: one quantity a call, with Login with Amazon. */
@NullMarked
package io.stockrelay.channel.amazon;

import org.jspecify.annotations.NullMarked;
