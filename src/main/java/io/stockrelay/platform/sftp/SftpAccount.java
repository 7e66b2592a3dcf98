package io.stockrelay.platform.sftp;

import java.nio.file.Path;

/**
 * How to reach one file source's folders {@code in}, {@code done} and {@code failed}, which are at the account's root.
 *
 * @param knownHosts file with the server's host key, for {@code strictHostKeyChecking=yes}
 */
public record SftpAccount(String host, int port, String user, String password, Path knownHosts) {

    /**
     * What follows {@code sftp:} in a Camel endpoint for one of the account's folders, host key checking included;
     * the caller goes on with {@code &option=value}.
     */
    public String endpoint(String folder) {
        return user + "@" + host + ":" + port + "/" + folder + "?password=RAW(" + password + ")&knownHostsFile=RAW("
                + knownHosts + ")&useUserKnownHostsFile=false&strictHostKeyChecking=yes";
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port; // never the password
    }
}
