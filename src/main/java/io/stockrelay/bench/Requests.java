package io.stockrelay.bench;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Whole requests over HTTP/1.1 to one path of the program, with the key of its data folder. */
record Requests(URI target, String key) {

    byte[] get(String query) {
        return head("GET", "?" + query, "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** @param json in ASCII */
    byte[] post(String json) {
        var rest = "Content-Type: application/json\r\nContent-Length: " + json.length() + "\r\n\r\n" + json;
        return head("POST", "", rest).getBytes(StandardCharsets.ISO_8859_1);
    }

    private String head(String method, String query, String rest) {
        return method + " " + target.getRawPath() + query + " HTTP/1.1\r\nHost: " + target.getAuthority()
                + "\r\nAuthorization: Bearer " + key + "\r\n" + rest;
    }
}
