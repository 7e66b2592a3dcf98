package io.stockrelay.shared;

/** One customer that stock is promised to, such as a dealer. */
public record AccountId(String value) implements Comparable<AccountId> {

    public AccountId {
        Codes.require("account", value);
    }

    @Override
    public int compareTo(AccountId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
