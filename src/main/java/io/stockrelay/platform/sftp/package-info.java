/** The embedded SFTP server and the accounts that file sources use. */
@NullMarked
package io.stockrelay.platform.sftp;

import org.jspecify.annotations.NullMarked;
