package io.stockrelay.availability;

import io.stockrelay.shared.AccountId;
import io.stockrelay.stock.PositionView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** From the positions of a pool to the one number a listing shows, by the rules of one generation. */
public final class ChannelNumber {

    private final RuleBook rules;
    private final String generation;
    private final @Nullable AccountId own;

    /** Of channels that sell for no account in particular. */
    public ChannelNumber(RuleBook rules, String generation) {
        this(rules, generation, null);
    }

    /** @param own the account the channels sell for: what is set aside for it is theirs; null for nobody's */
    public ChannelNumber(RuleBook rules, String generation, @Nullable AccountId own) {
        this.rules = rules;
        this.generation = generation;
        this.own = own;
    }

    /**
     * @param pool the position at each location that serves the listing
     * @param inFlightUnits sold by the channel, order not here yet
     */
    public Explanation explain(Offered offered, List<PositionView> pool, long inFlightUnits) {
        var terms = pool.stream().map(position -> term(offered, position)).toList();
        return explained(offered, terms, inFlightUnits);
    }

    /**
     * As {@link #explain}, for a kit: each component keeps back its own safety stock, the other rules are the kit's.
     *
     * @param parts every component at each location that serves the listing
     */
    public Explanation explainKit(Offered offered, List<KitPart> parts, long inFlightUnits) {
        var terms = parts.stream().map(part -> term(offered, part)).toList();
        return explained(offered, terms, inFlightUnits);
    }

    private Explanation explained(Offered offered, List<PoolTerm> terms, long inFlightUnits) {
        long sum = Pool.sum(terms, PoolTerm::counted);
        var steps = steps(offered, sum, inFlightUnits);
        long number = steps.isEmpty() ? sum : steps.get(steps.size() - 1).after();
        var location = offered.location();
        return new Explanation(
                offered.channel().value(),
                offered.sku().value(),
                location == null ? null : location.value(),
                number,
                terms,
                steps,
                generation);
    }

    private PoolTerm term(Offered offered, PositionView position) {
        var location = position.key().location();
        return PoolTerm.of(position, safetyStock(offered.at(location)), own);
    }

    private PoolTerm term(Offered offered, KitPart part) {
        var key = part.position().key();
        var component = new Offered(offered.channel(), key.sku(), part.category(), key.location());
        return PoolTerm.of(part, safetyStock(component), own);
    }

    private @Nullable Rule safetyStock(Offered offered) {
        return rules.choose(RuleKind.SAFETY_STOCK, offered).orElse(null);
    }

    private List<Step> steps(Offered offered, long sum, long inFlightUnits) {
        var steps = new ArrayList<Step>();
        for (RuleKind kind : RuleKind.values()) {
            if (kind != RuleKind.SAFETY_STOCK) {
                long before = after(steps, sum);
                rules.choose(kind, offered).ifPresent(rule -> steps.add(step(kind, rule, before)));
            }
        }
        if (inFlightUnits > 0) {
            steps.add(Step.of(Step.Kind.IN_FLIGHT, inFlightUnits, after(steps, sum), null));
        }
        return steps;
    }

    private static long after(List<Step> steps, long sum) {
        return steps.isEmpty() ? sum : steps.get(steps.size() - 1).after();
    }

    private static Step step(RuleKind kind, Rule rule, long before) {
        return switch (kind) {
            case SHARE -> Step.share(require(rule.sharePercent()), before, rule);
            case BUFFER -> Step.buffer(require(rule.buffer()), before, rule);
            case STOP_AT -> Step.of(Step.Kind.STOP_AT, require(rule.stopAtUnits()), before, rule);
            case CAP -> Step.of(Step.Kind.CAP, require(rule.capUnits()), before, rule);
            case SAFETY_STOCK -> throw new IllegalArgumentException("the safety stock belongs to the pool");
        };
    }

    /** The chosen rule sets the term it was chosen for. */
    private static <T> T require(@Nullable T term) {
        return Objects.requireNonNull(term, "a rule is chosen only for a term it sets");
    }
}
