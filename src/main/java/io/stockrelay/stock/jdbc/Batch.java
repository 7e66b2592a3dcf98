package io.stockrelay.stock.jdbc;

import io.stockrelay.stock.Decision;
import io.stockrelay.stock.DocumentEvent;
import io.stockrelay.stock.Drafts;
import io.stockrelay.stock.EventHeader;
import io.stockrelay.stock.EventKey;
import io.stockrelay.stock.LotBook;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.Outcome;
import io.stockrelay.stock.PositionDraft;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.ReferenceKey;
import io.stockrelay.stock.ReferenceTotals;
import io.stockrelay.stock.StockEvent;
import io.stockrelay.stock.StockPolicy;
import io.stockrelay.stock.StockState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that one transaction locked, read and is about to write. */
final class Batch implements Drafts {

    /** What is known of an event id: content and outcome of the first one. */
    record Identity(UUID hash, Outcome outcome) {}

    final LotBook lots;
    final Map<PositionKey, PositionDraft> positions = new LinkedHashMap<>();
    final Map<PositionKey, Long> ids = new HashMap<>();
    private final Map<PositionKey, Map<StockState, String>> places = new HashMap<>();
    final Map<EventKey, Identity> identities = new HashMap<>();
    final Map<ReferenceKey, ReferenceTotals> references = new LinkedHashMap<>();
    final Set<ReferenceKey> storedReferences = new HashSet<>();
    final Set<ReferenceKey> changedReferences = new HashSet<>();
    /** Other numbers of orders, as stored and as this batch adds them. */
    final Map<OrderReference, OrderReference> aliases = new HashMap<>();

    final Map<OrderReference, OrderReference> newAliases = new LinkedHashMap<>();
    final List<EventRow> rows = new ArrayList<>();
    private final Map<PositionKey, Map<StockState, Decision.Step>> elsewhere = new LinkedHashMap<>();

    /** Positions that are stored by lot. */
    final Set<PositionKey> byLot = new LinkedHashSet<>();

    final List<StockEvent> events;
    final List<DocumentEvent> documents;
    private boolean readsSetAsides;
    private boolean readsReferences = true;
    private Predicate<OrderReference> stated = order -> false;

    Batch(List<StockEvent> events, List<DocumentEvent> documents, Collection<ReferenceKey> wanted, StockPolicy policy) {
        this.events = events;
        this.documents = documents;
        this.lots = new LotBook(policy.lots(), Instant.EPOCH);
        for (var event : events) {
            touch(event.header().position());
            for (var reference : Touched.references(event, policy)) {
                want(reference);
            }
        }
        wanted.forEach(this::want);
    }

    /** A batch of events alone. */
    Batch(List<StockEvent> events, StockPolicy policy) {
        this(events, List.of(), List.of(), policy);
    }

    /** Nothing is known of any of them, so there is nothing to read. */
    void beginReferences() {
        readsReferences = false;
    }

    /** Those whose totals have to be read. */
    List<ReferenceKey> unread() {
        return readsReferences ? List.copyOf(references.keySet()) : List.of();
    }

    void want(ReferenceKey reference) {
        references.put(reference, ReferenceTotals.NONE);
        touch(reference.position());
    }

    boolean holds(ReferenceKey key) {
        return references.containsKey(resolve(key));
    }

    /** References known by another number of their order are those of the order; returns what came to be wanted so. */
    List<ReferenceKey> resolveReferences() {
        if (aliases.isEmpty()) {
            return List.of();
        }
        var resolved = references.keySet().stream()
                .map(this::resolve)
                .filter(key -> !references.containsKey(key))
                .distinct()
                .toList();
        resolved.forEach(key -> references.put(key, ReferenceTotals.NONE));
        return resolved;
    }

    void touch(PositionKey key) {
        positions.computeIfAbsent(key, PositionDraft::new);
    }

    @Override
    public void elsewhere(PositionKey position, Map<StockState, Decision.Step> steps) {
        if (!steps.isEmpty()) {
            elsewhere.put(position, steps);
        }
    }

    /** What the event decided last changed of other positions than its own. */
    Map<PositionKey, Map<StockState, Decision.Step>> takeElsewhere() {
        var taken = Map.copyOf(elsewhere);
        elsewhere.clear();
        return taken;
    }

    /** Positions that a guest changes without a reference. */
    void touchAll(Collection<PositionKey> keys) {
        keys.forEach(this::touch);
        readsSetAsides |= !keys.isEmpty();
    }

    /** Whoever promises, or sets aside, needs to know what is set aside; events that only move goods do not. */
    boolean readsSetAsides() {
        return readsSetAsides || !references.isEmpty();
    }

    /** What is said of lots. */
    List<EventHeader> lotEvents() {
        return events.stream()
                .map(StockEvent::header)
                .filter(EventHeader::isByLot)
                .toList();
    }

    /** Where in its table a stored state lies; it stays there as long as the position is locked, until it is written. */
    void lies(PositionKey key, StockState state, String place) {
        places.computeIfAbsent(key, position -> new EnumMap<>(StockState.class)).put(state, place);
    }

    String place(PositionKey key, StockState state) {
        return Objects.requireNonNull(places.getOrDefault(key, Map.of()).get(state), "state was not read");
    }

    long id(PositionKey key) {
        return Objects.requireNonNull(ids.get(key), "position was not locked");
    }

    @Override
    public PositionDraft position(PositionKey key) {
        return Objects.requireNonNull(positions.get(key), "position was not locked");
    }

    @Override
    public LotBook lots() {
        return lots;
    }

    @Override
    public ReferenceTotals reference(ReferenceKey key) {
        return references.getOrDefault(resolve(key), ReferenceTotals.NONE);
    }

    @Override
    public void change(ReferenceKey key, ReferenceTotals totals) {
        var resolved = resolve(key);
        references.put(resolved, totals);
        changedReferences.add(resolved);
    }

    /** Somebody else's rows tell what it came to. */
    void leaveUnwritten(ReferenceKey key) {
        changedReferences.remove(key);
    }

    @Override
    public Collection<PositionDraft> positions() {
        return positions.values();
    }

    @Override
    public OrderReference resolve(OrderReference order) {
        return aliases.getOrDefault(order, order);
    }

    /** Who knows which promises are orders accepted elsewhere. */
    void statedBy(Predicate<OrderReference> known) {
        stated = known;
    }

    @Override
    public boolean isStated(OrderReference order) {
        return stated.test(order);
    }

    @Override
    public void alias(OrderReference alias, OrderReference order) {
        aliases.replaceAll((known, named) -> named.equals(alias) ? order : named);
        aliases.put(alias, order);
        newAliases.replaceAll((known, named) -> named.equals(alias) ? order : named);
        newAliases.put(alias, order);
    }

    private ReferenceKey resolve(ReferenceKey key) {
        return aliases.isEmpty() ? key : resolve(key.order()).at(key.position());
    }

    /** Of all that will be decided. */
    List<EventKey> keys() {
        return Stream.concat(
                        events.stream().map(event -> event.header().key()),
                        documents.stream().map(document -> document.header().key()))
                .toList();
    }

    @Nullable
    Identity identity(EventKey key) {
        return identities.get(key);
    }
}
