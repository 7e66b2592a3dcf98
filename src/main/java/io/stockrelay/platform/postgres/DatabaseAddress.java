package io.stockrelay.platform.postgres;

/** Where the database is and as whom to connect. */
public record DatabaseAddress(String url, String user, String password) {

    @Override
    public String toString() {
        return url + " as " + user; // never the password
    }
}
