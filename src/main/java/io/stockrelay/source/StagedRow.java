package io.stockrelay.source;

import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Failure;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.SourceId;
import io.stockrelay.shared.Step;
import io.stockrelay.stock.BookEvent;
import io.stockrelay.stock.Disposition;
import io.stockrelay.stock.EventGroup;
import io.stockrelay.stock.EventHeader;
import io.stockrelay.stock.EventKey;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.ExpectEvent;
import io.stockrelay.stock.Ignored;
import io.stockrelay.stock.LevelEvent;
import io.stockrelay.stock.MovementEvent;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.StockEvent;
import io.stockrelay.stock.StockState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What rows are staged as, and read back from: after a crash a run goes on with exactly what was mapped before. */
final class StagedRow {

    /** In the order they are written. */
    private static final List<StockState> STATED =
            Stream.of(StockState.values()).filter(StockState::isStated).toList();

    private StagedRow() {}

    static RowPart of(EventGroup group, int part) {
        var first = group.events().get(0);
        var header = first.header();
        var text = new RowText().add(group.events().size()).add(group.canonicalJson());
        group.events().forEach(event -> write(text, event));
        boolean isStatement = group.events().size() == 1
                && first instanceof LevelEvent
                && !header.type().isOfLot();
        return new RowPart(
                group.line(),
                part,
                RowPart.Kind.EVENT,
                header.sku().value(),
                header.location().value(),
                isStatement ? lot(header) : null,
                isStatement ? header.at() : null,
                isStatement ? bits((LevelEvent) first) : null,
                isStatement ? ((LevelEvent) first).units().get(StockState.ON_HAND) : null,
                first instanceof MovementEvent movement ? onHandChange(movement) : null,
                text.toString());
    }

    private static @Nullable String lot(EventHeader header) {
        return header.lot() != null && header.isByLot() ? header.lot().code() : null;
    }

    /** @param raw the row as it came, for the dead letter */
    static RowPart of(Failure failure, int part, String raw) {
        var text = new RowText()
                .add(failure.step())
                .add(failure.cause())
                .add(failure.message())
                .add(failure.missing())
                .add(failure.eventId())
                .add(failure.canonicalJson())
                .add(raw);
        return new RowPart(
                failure.line(),
                part,
                RowPart.Kind.FAILURE,
                failure.sku(),
                failure.location(),
                null,
                null,
                null,
                null,
                null,
                text.toString());
    }

    static RowPart of(Ignored ignored, int part) {
        String text = new RowText().add(ignored.eventId()).add(ignored.reason()).toString();
        return new RowPart(ignored.line(), part, RowPart.Kind.IGNORED, null, null, null, null, null, null, null, text);
    }

    static EventGroup group(RowPart part, SourceId source) {
        var text = new RowText.Reader(part.payload());
        int size = Integer.parseInt(text.next());
        String canonicalJson = text.next();
        var events = new ArrayList<StockEvent>(size);
        for (int i = 0; i < size; i++) {
            events.add(event(text, source));
        }
        return new EventGroup(events, canonicalJson, part.line());
    }

    static Failure failure(RowPart part) {
        var text = new RowText.Reader(part.payload());
        var step = Step.valueOf(text.next());
        var cause = CauseClass.valueOf(text.next());
        String message = text.next();
        String missing = text.nextOrNull();
        String eventId = text.nextOrNull();
        return new Failure(
                step, cause, message, missing, eventId, part.sku(), part.location(), part.line(), text.nextOrNull());
    }

    static String raw(RowPart failure) {
        var text = new RowText.Reader(failure.payload());
        for (int i = 0; i < 6; i++) {
            text.nextOrNull();
        }
        return text.next();
    }

    static Ignored ignored(RowPart part) {
        var text = new RowText.Reader(part.payload());
        return new Ignored(text.nextOrNull(), text.next(), part.line());
    }

    private static void write(RowText text, StockEvent event) {
        var header = event.header();
        text.add(header.key().id())
                .add(header.hash())
                .add(header.type())
                .add(header.sku())
                .add(header.location());
        text.add(header.at())
                .add(header.sequence())
                .add(header.reference())
                .add(header.reason())
                .add(LotText.of(header.lot()));
        if (event instanceof MovementEvent movement) {
            text.add(movement.units()).add(movement.toLocation()).add(movement.disposition());
        } else if (event instanceof LevelEvent level) {
            text.add(level.run());
            for (var state : STATED) {
                text.add(level.units().get(state));
            }
        } else if (event instanceof ExpectEvent expect) {
            text.add(expect.units()).add(expect.dueOn());
        } else if (event instanceof BookEvent booked) {
            text.add(booked.units()).add(booked.order().namespace()).add(booked.completesList());
        }
    }

    private static StockEvent event(RowText.Reader text, SourceId source) {
        var header = new EventHeader(
                new EventKey(source, text.next()),
                UUID.fromString(text.next()),
                EventType.valueOf(text.next()),
                new Sku(text.next()),
                new LocationId(text.next()),
                Instant.parse(text.next()),
                Long.parseLong(text.next()),
                text.nextOrNull(),
                text.nextOrNull(),
                LotText.mark(text.nextOrNull()));
        return switch (header.type()) {
            case LEVEL, COUNT -> level(header, text);
            case LOT_BLOCK, LOT_RELEASE -> blocking(header, text);
            case EXPECT ->
                new ExpectEvent(
                        header,
                        Long.parseLong(text.next()),
                        Optional.ofNullable(text.nextOrNull())
                                .map(LocalDate::parse)
                                .orElse(null));
            case RECEIVE, SHIP, RETURN, ADJUST, TRANSFER_OUT, TRANSFER_IN, HOLD, RELEASE, DAMAGE, SCRAP ->
                new MovementEvent(
                        header,
                        Long.parseLong(text.next()),
                        Optional.ofNullable(text.nextOrNull())
                                .map(LocationId::new)
                                .orElse(null),
                        Disposition.valueOf(text.next()));
            case OPEN_ORDERS -> {
                long units = Long.parseLong(text.next());
                var order = new OrderReference(text.next(), Objects.requireNonNull(header.reference()));
                yield new BookEvent(header, order, null, units, Boolean.parseBoolean(text.next()));
            }
            case ORDER, ORDER_EDIT, ORDER_CANCEL, ACKNOWLEDGE ->
                throw new IllegalStateException(header.type() + " never comes from a row");
        };
    }

    private static LevelEvent level(EventHeader header, RowText.Reader text) {
        String run = text.nextOrNull();
        Map<StockState, Long> units = new EnumMap<>(StockState.class);
        for (var state : STATED) {
            String value = text.nextOrNull();
            if (value != null) {
                units.put(state, Long.valueOf(value));
            }
        }
        return new LevelEvent(header, units, run);
    }

    private static LevelEvent blocking(EventHeader header, RowText.Reader text) {
        level(header, text); // no figure of it: the type says all
        return LevelEvent.ofLot(header);
    }

    private static int bits(LevelEvent level) {
        return level.units().keySet().stream()
                .mapToInt(state -> 1 << state.ordinal())
                .reduce(0, (a, b) -> a | b);
    }

    /** How on hand moves, for the guard's preview. */
    private static @Nullable Long onHandChange(MovementEvent movement) {
        return switch (movement.header().type()) {
            case RECEIVE, RETURN, TRANSFER_IN, ADJUST -> movement.units();
            case SHIP, TRANSFER_OUT, SCRAP -> -movement.units();
            case HOLD,
                    RELEASE,
                    DAMAGE,
                    EXPECT,
                    COUNT,
                    LEVEL,
                    ORDER,
                    ORDER_EDIT,
                    ORDER_CANCEL,
                    ACKNOWLEDGE,
                    OPEN_ORDERS,
                    LOT_BLOCK,
                    LOT_RELEASE -> null;
        };
    }
}
