package io.stockrelay.platform.sftp;

/**
 * The account of each file source, at the embedded server or an external one. In a route the same is had by the
 * placeholder {@code sftp:{{sftp:SOURCE/in}}&readLock=changed…}.
 */
public interface SftpAccounts {

    /** The source's account; the embedded server makes it, with its folders, when asked for the first time. */
    SftpAccount account(String source);
}
