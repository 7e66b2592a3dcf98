package io.stockrelay.availability;

import io.stockrelay.shared.Sku;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All rules of one generation; answers which of them decides a term. */
public final class RuleBook {

    // Semantics 6. Inside one rank a rule that names the channel is the more specific one; the published list is silent
    // there.
    private static final Comparator<Rule> PRECEDENCE = Comparator.<Rule>comparingInt(RuleBook::rank)
            .thenComparing(rule -> rule.selector().channel() == null)
            .thenComparing(Comparator.comparingInt(Rule::priority).reversed())
            .thenComparing(Rule::name);

    private final Map<Sku, List<Rule>> bySku = new HashMap<>();
    private final List<Rule> forAnySku = new ArrayList<>();

    public RuleBook(List<Rule> rules) {
        for (Rule rule : rules.stream().sorted(PRECEDENCE).toList()) {
            Sku sku = rule.selector().sku();
            if (sku == null) {
                forAnySku.add(rule);
            } else {
                bySku.computeIfAbsent(sku, any -> new ArrayList<>()).add(rule);
            }
        }
    }

    /** The rule that decides this term; empty where no rule sets it. A rule for the SKU outranks all others. */
    public Optional<Rule> choose(RuleKind kind, Offered offered) {
        return first(bySku.getOrDefault(offered.sku(), List.of()), kind, offered)
                .or(() -> first(forAnySku, kind, offered));
    }

    private static Optional<Rule> first(List<Rule> ordered, RuleKind kind, Offered offered) {
        for (Rule rule : ordered) {
            if (kind.isSetBy(rule) && selects(rule.selector(), offered)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    private static boolean selects(Rule.Selector selector, Offered offered) {
        return allows(selector.channel(), offered.channel())
                && allows(selector.sku(), offered.sku())
                && allows(selector.category(), offered.category())
                && allows(selector.location(), offered.location());
    }

    private static boolean allows(@Nullable Object wanted, @Nullable Object actual) {
        return wanted == null || wanted.equals(actual);
    }

    /** 1 is the most specific: SKU and location, SKU, category and location, category, location, channel, all. */
    private static int rank(Rule rule) {
        Rule.Selector selector = rule.selector();
        boolean isForLocation = selector.location() != null;
        if (selector.sku() != null) {
            return isForLocation ? 1 : 2;
        }
        if (selector.category() != null) {
            return isForLocation ? 3 : 4;
        }
        if (isForLocation) {
            return 5;
        }
        return selector.channel() != null ? 6 : 7;
    }
}
