package io.stockrelay.channel;

import io.stockrelay.channel.ChannelAdapter.ReadCall;
import io.stockrelay.channel.Publications.Learned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Asks the channel what it holds, where a number may only be written knowing that. */
final class ReadBacks {

    private final ChannelAdapter adapter;
    private final Calls calls;
    private final Consumer<Verdict> onFailure;
    private final Map<Long, Long> units = new HashMap<>();
    private final Set<Long> answered = new HashSet<>();

    ReadBacks(ChannelAdapter adapter, Calls calls, Consumer<Verdict> onFailure) {
        this.adapter = adapter;
        this.calls = calls;
        this.onFailure = onFailure;
    }

    /** How many calls were made. */
    int ask(List<Claimed> claimed, Instant claimedUntil, Instant now) {
        return ask(adapter.readBack(claimed.stream().map(Claimed::listing).toList()), claimedUntil, now, 0);
    }

    /** A question that is refused for good is halved, so that one bad listing does not hide the others. */
    private int ask(List<ReadCall> questions, Instant claimedUntil, Instant now, int made) {
        var replies = calls.make(questions, ReadCall::request, claimedUntil);
        int sum = made + questions.size();
        for (int i = 0; i < questions.size(); i++) {
            var question = questions.get(i);
            var seen = adapter.seen(question, replies.get(i), now);
            if (seen.failure() == null) {
                units.putAll(seen.units());
                question.listings().forEach(listing -> answered.add(listing.id()));
            } else if (seen.failure().call() != Verdict.Call.ANSWERED) {
                onFailure.accept(seen.failure());
            } else if (question.listings().size() == 1) {
                answered.add(question.listings().get(0).id()); // the write will tell what is wrong with it
            } else {
                int half = question.listings().size() / 2;
                sum = ask(adapter.readBack(question.listings().subList(0, half)), claimedUntil, now, sum);
                sum = ask(
                        adapter.readBack(question.listings()
                                .subList(half, question.listings().size())),
                        claimedUntil,
                        now,
                        sum);
            }
        }
        return sum;
    }

    boolean isAnswered(Claimed claimed) {
        return answered.contains(claimed.listing().id());
    }

    /** What has to be remembered before it is used. */
    List<Learned> learned(List<Claimed> claimed) {
        var learned = new ArrayList<Learned>();
        for (var one : claimed) {
            var seen = units.get(one.listing().id());
            if (seen != null) {
                var read = of(one, seen);
                learned.add(new Learned(one, read.expected(), read.vanishedUnits()));
            }
        }
        return learned;
    }

    Claimed applied(Claimed claimed) {
        var seen = units.get(claimed.listing().id());
        return seen == null ? claimed : claimed.read(of(claimed, seen));
    }

    private static ReadBack of(Claimed claimed, long seen) {
        return ReadBack.of(claimed.holding().expectedUnits(), claimed.unsettledUnits(), seen);
    }
}
