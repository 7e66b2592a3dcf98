package io.stockrelay.platform.sftp;

import org.apache.camel.spi.PropertiesFunction;

/** Lets a route say {@code sftp:{{sftp:legacy/in}}&delay=…}: address, account, password and host key in one word. */
final class SftpPlaceholder implements PropertiesFunction {

    private final SftpAccounts accounts;

    SftpPlaceholder(SftpAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public String getName() {
        return "sftp";
    }

    @Override
    public String apply(String remainder) {
        var slash = remainder.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException(
                    "{{sftp:" + remainder + "}} names no folder: write {{sftp:" + remainder + "/in}}");
        }
        return accounts.account(remainder.substring(0, slash)).endpoint(remainder.substring(slash + 1));
    }
}
