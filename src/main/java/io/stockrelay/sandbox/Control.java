package io.stockrelay.sandbox;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The control API under {@code /sandbox/}: seeds, looks, faults, sales and pacing of every simulated channel. */
final class Control {
    private static final int JOURNAL_DEFAULT = 100;

    private final Map<String, SandboxChannel> channels;

    Control(List<SandboxChannel> channels) {
        this.channels = channels.stream()
                .collect(Collectors.toMap(
                        SandboxChannel::id, Function.identity(), (one, other) -> one, LinkedHashMap::new));
    }

    Reply answer(Call call) {
        List<String> path = call.path().subList(1, call.path().size());
        if (path.isEmpty()) {
            return Reply.json(200, Map.of("channels", channels.keySet()));
        }
        SandboxChannel channel = channels.get(path.get(0));
        if (channel == null) {
            return problem(404, "no channel '" + path.get(0) + "'; there are " + channels.keySet());
        }
        try {
            return act(channel, call, path.subList(1, path.size()));
        } catch (RefusedRequest e) {
            return problem(422, String.valueOf(e.getMessage()));
        }
    }

    private Reply act(SandboxChannel channel, Call call, List<String> path) {
        String action = call.method() + " " + (path.isEmpty() ? "" : path.get(0));
        return switch (action) {
            case "GET " -> overview(channel, call);
            case "GET journal" -> Reply.json(200, Map.of("entries", journal(channel, call)));
            case "GET listings" -> listings(channel, path.subList(1, path.size()));
            case "POST listings" -> seed(channel, call);
            case "POST sell" -> sell(channel, Json.read(call.body(), ControlRequests.SaleBody.class));
            case "POST faults" -> addFault(channel, Json.read(call.body(), ControlRequests.FaultBody.class));
            case "DELETE faults" -> clearFaults(channel);
            case "POST pacing" -> pace(channel, Json.read(call.body(), ControlRequests.PacingBody.class));
            default ->
                problem(404, "no " + call.method() + " on /sandbox/" + channel.id() + "/" + String.join("/", path));
        };
    }

    private static Reply overview(SandboxChannel channel, Call call) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("channel", channel.id());
        shown.put("counters", counters(channel));
        shown.put("faultsWaiting", waiting(channel));
        shown.put("listings", channel.showAll());
        shown.put("journal", journal(channel, call));
        return Reply.json(200, shown);
    }

    private static Map<String, Object> counters(SandboxChannel channel) {
        Map<String, Object> counters = new LinkedHashMap<>();
        Arrays.stream(Count.values())
                .forEach(count -> counters.put(count.word(), channel.counters().of(count)));
        counters.put("maxInOneCall", channel.counters().maxInOneCall());
        Map<String, Long> fired = new LinkedHashMap<>();
        Arrays.stream(FaultKind.values())
                .forEach(kind -> fired.put(kind.word(), channel.faults().fired(kind)));
        counters.put("faultsFired", fired);
        return counters;
    }

    /** The newest entries, or those after {@code ?after=}. */
    private static List<JournalEntry> journal(SandboxChannel channel, Call call) {
        int limit = (int) number(call, "limit", JOURNAL_DEFAULT, Journal.ENTRIES_MAX);
        long newest = channel.journal().newest();
        return channel.journal().after(number(call, "after", Math.max(0, newest - limit), Long.MAX_VALUE), limit);
    }

    private static long number(Call call, String name, long otherwise, long max) {
        String text = call.query().get(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,18}") || Long.parseLong(text) > max) {
            throw new RefusedRequest(name + " must be 0 to " + max + ": " + text);
        }
        return Long.parseLong(text);
    }

    private static Reply listings(SandboxChannel channel, List<String> id) {
        if (id.isEmpty()) {
            return Reply.json(200, Map.of("listings", channel.showAll()));
        }
        String listing = String.join("/", id);
        return channel.show(listing)
                .map(shown -> Reply.json(200, shown))
                .orElseGet(() -> problem(404, channel.id() + " knows no listing '" + listing + "'; seed it first"));
    }

    private static Reply seed(SandboxChannel channel, Call call) {
        List<Map<String, Object>> rows =
                Json.read(call.body(), ControlRequests.SeedBody.class).rows();
        channel.seedRows(rows);
        return Reply.json(200, Map.of("seeded", rows.size()));
    }

    private static Reply sell(SandboxChannel channel, ControlRequests.SaleBody body) {
        String listing = body.namedListing();
        SandboxChannel.Sale sale = channel.sell(listing, body.quantity());
        return switch (sale) {
            case SOLD -> Reply.json(200, channel.show(listing).orElseThrow());
            case UNKNOWN_LISTING -> problem(404, channel.id() + " knows no listing '" + listing + "'; seed it first");
            case QUANTITY_MUST_BE_POSITIVE -> problem(422, "quantity must be positive: " + body.quantity());
            case NOT_ENOUGH -> problem(409, "not sold: " + listing + " shows less than " + body.quantity());
        };
    }

    private static List<ControlRequests.FaultBody> waiting(SandboxChannel channel) {
        return channel.faults().waiting().stream()
                .map(ControlRequests.FaultBody::of)
                .toList();
    }

    private static Reply addFault(SandboxChannel channel, ControlRequests.FaultBody body) {
        channel.faults().next(body.toFault());
        return Reply.json(200, Map.of("faultsWaiting", waiting(channel)));
    }

    private static Reply clearFaults(SandboxChannel channel) {
        channel.faults().clear();
        return Reply.json(200, Map.of("faultsWaiting", List.of()));
    }

    private static Reply pace(SandboxChannel channel, ControlRequests.PacingBody body) {
        Optional<Pacing> pacing = body.pacing();
        pacing.ifPresentOrElse(channel::pace, channel::restorePacing);
        return Reply.json(200, pacing.<Object>map(set -> set).orElse(Map.of("pacing", "as in the settings")));
    }

    private static Reply problem(int status, String detail) {
        return Reply.json(status, Map.of("status", status, "detail", detail));
    }
}
