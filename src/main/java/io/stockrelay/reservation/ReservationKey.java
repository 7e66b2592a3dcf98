package io.stockrelay.reservation;

/** One reservation, by the id its caller gave it. */
public record ReservationKey(Scope scope, String id) {

    @Override
    public String toString() {
        return scope.code() + "/" + id;
    }
}
