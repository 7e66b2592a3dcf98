package io.stockrelay.mapping;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From the codes and units of one account or channel to ours. */
public final class PartyCodes {

    private static final int WHOLE_BITS_MAX = 62;

    private final String aliasFile;
    private final Map<String, Item> aliases;
    private final UnitFactors own;
    private final UnitFactors common;
    private final Items master;

    PartyCodes(String aliasFile, Map<String, Item> aliases, UnitFactors own, UnitFactors common, Items master) {
        this.aliasFile = aliasFile;
        this.aliases = Map.copyOf(aliases);
        this.own = own;
        this.common = common;
        this.master = master;
    }

    /**
     * A quantity in the item's smallest unit, or why it is none.
     *
     * @param refusal what is wrong and what to do; empty where nothing is
     */
    public record Units(long count, String refusal) {

        static Units refused(String why) {
            return new Units(0, why);
        }

        public boolean isRefused() {
            return !refusal.isEmpty();
        }
    }

    /** By the caller's own code first, then by our SKU, then as a GTIN. */
    public Optional<Item> item(String code) {
        var alias = aliases.get(code);
        var found = alias == null ? master.bySku(code) : alias;
        return found == null ? Gs1.gtin14(code).map(master::byGtin) : Optional.of(found);
    }

    /** Where an alias would have to stand, for messages. */
    public String aliasFile() {
        return aliasFile;
    }

    /** A quantity above zero, exact: what is not a whole number of smallest units is refused, never rounded. */
    public Units units(Item item, String quantity, @Nullable String unit, long most) {
        var number = Quantities.parse(quantity).orElse(null);
        if (number == null) {
            return Units.refused("is no decimal number; write it as text such as \"12\" or \"1.5\"");
        }
        if (number.signum() <= 0) {
            return Units.refused("must be above zero");
        }
        var factor = UnitFactors.mostSpecific(own, common, item, unit);
        if (factor == null) {
            return Units.refused(
                    "has the unit '" + unit + "', which is not known for SKU " + item.sku() + " (its base unit is "
                            + item.baseUnit() + "); leave the unit out, or add it to mappings/units.csv");
        }
        return whole(item, number, unit == null ? item.baseUnit() : unit, factor, most);
    }

    private static Units whole(Item item, BigDecimal number, String unit, Ratio factor, long most) {
        var whole = factor.wholeUnits(number, item.decimals());
        if (whole.isEmpty()) {
            return Units.refused(
                    "is not a whole number of the smallest unit of SKU " + item.sku() + " (1 " + unit + " = " + factor
                            + " " + item.baseUnit() + ", " + item.decimals() + " decimals); nothing was rounded");
        }
        if (whole.get().bitLength() > WHOLE_BITS_MAX || whole.get().longValueExact() > most) {
            return Units.refused("is " + whole.get() + " of the smallest unit of SKU " + item.sku()
                    + ", more than the limit of " + most + " (guards.quantity-max)");
        }
        return new Units(whole.get().longValueExact(), "");
    }
}
