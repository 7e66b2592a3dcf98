package io.stockrelay.reservation.jdbc;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrelay.reservation.Reservation;
import io.stockrelay.reservation.ReservationState;
import io.stockrelay.reservation.Transition;

/** What a notice says; written once, so that every attempt sends the same bytes. */
final class NoticeText {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private NoticeText() {}

    static String expired(Reservation reservation, Transition step) {
        ObjectNode told = JSON.createObjectNode()
                .put("type", "reservation.expired")
                .put("timestamp", step.at().toString());
        var data = told.putObject("data")
                .put("id", reservation.key().id())
                .put("account", reservation.key().scope().id())
                .put("version", step.version())
                .put("reference", reservation.reference().reference())
                .put(
                        "next",
                        "its units are free again; send the request again with \"renew\": true if it is still wanted");
        if (reservation.state() == ReservationState.EXPIRED) { // where it was renewed at once its lines are others
            var lines = data.putArray("lines");
            reservation
                    .lines()
                    .forEach(line -> lines.addObject()
                            .put("line", line.line())
                            .put("sku", line.sku().value())
                            .put("promised", line.promised()));
        }
        return told.toString();
    }
}
