package io.stockrelay.availability;

import java.util.function.Predicate;

/** The terms a rule may set, in the order in which they are applied; each is chosen on its own. */
public enum RuleKind {
    SAFETY_STOCK(rule -> rule.safetyStockUnits() != null),
    SHARE(rule -> rule.sharePercent() != null),
    BUFFER(rule -> rule.buffer() != null),
    STOP_AT(rule -> rule.stopAtUnits() != null),
    CAP(rule -> rule.capUnits() != null);

    private final Predicate<Rule> isSetBy;

    RuleKind(Predicate<Rule> isSetBy) {
        this.isSetBy = isSetBy;
    }

    boolean isSetBy(Rule rule) {
        return isSetBy.test(rule);
    }
}
