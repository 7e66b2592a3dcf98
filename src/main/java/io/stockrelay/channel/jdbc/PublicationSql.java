package io.stockrelay.channel.jdbc;

/** The statements on publications and calls, apart from what runs them. */
final class PublicationSql {

    // Already waiting and not computed: the claim will read our commit anyway, so nothing is written. The row is locked
    // all the same until we commit, and claims skip locked rows: that is why none can miss it.
    static final String MARK = """
            insert into publication as p
              (listing, channel, state, urgency, version, marked_at, next_at, cause_event)
            select m.listing, m.channel, 'PENDING', 0, 1, ?, ?, m.event
              from unnest(?::bigint[], ?::text[], ?::text[]) with ordinality as m(listing, channel, event, number)
              order by m.number
            on conflict (listing) do update set
              version = p.version + 1,
              state = case when p.state = 'FAILED' then 'PENDING' else p.state end,
              urgency = 0,
              attempts = case when p.state = 'FAILED' then 0 else p.attempts end,
              failing_since = case when p.state = 'FAILED' then null else p.failing_since end,
              marked_at = case when p.state = 'FAILED' then excluded.marked_at else p.marked_at end,
              next_at = case when p.state = 'FAILED' then excluded.next_at else p.next_at end,
              remarked_at = case when p.state = 'SENDING' then coalesce(p.remarked_at, excluded.marked_at) end,
              cause_event = case when p.state = 'FAILED' then excluded.cause_event
                                 else coalesce(p.cause_event, excluded.cause_event) end
            where not (p.state = 'PENDING' and p.urgency = 0)
            """;

    private static final String DUE = "select listing from publication where channel = ? and state = 'PENDING'"
            + " and next_at <= ? and urgency %s order by %s limit ? for update skip locked";

    static final String CLAIM = "with fresh as (" + DUE.formatted("= 0", "marked_at") + "), ranked as ("
            + DUE.formatted("in (1, 2, 3)", "urgency, marked_at") + "), rising as ("
            + DUE.formatted("= 3", "marked_at") + """
            ), due as (
              select listing from fresh union select listing from ranked union select listing from rising
            ), before as (
              select p.listing, p.cause_event from publication p join due on due.listing = p.listing
            ), claimed as (
              update publication p set state = 'SENDING', send = null, claimed_by = ?, claimed_until = ?,
                remarked_at = null, cause_event = null
              from before where p.listing = before.listing
              returning p.listing, p.version, p.marked_at, p.attempts, p.failing_since, p.call_max, p.read_first,
                p.unsettled_units, before.cause_event
            )
            select claimed.*, """ + Rows.LISTING
            + " from claimed join listing l on l.id = claimed.listing";

    // Whole calls, whichever of their listings is due first, and waiting for locks instead of skipping: a part of a
    // call
    // cannot be sent again.
    static final String CLAIM_LAPSED =
            """
            with calls as (
              select send from publication
              where channel = ? and state = 'SENDING' and claimed_until <= ? and send is not null
              group by send order by min(claimed_until) limit ?
            ), due as (
              select p.listing from publication p
              where p.channel = ? and p.state = 'SENDING'
                and (p.send is null and p.claimed_until <= ? or p.send in (select send from calls))
              order by p.listing for update of p
            ), claimed as (
              update publication p set claimed_by = ?, claimed_until = ? from due where p.listing = due.listing
              returning p.*
            )
            select claimed.listing, claimed.send, i.item, i.units, i.from_units, i.explanation,
              coalesce(i.version, claimed.version) as version, coalesce(i.marked_at, claimed.marked_at) as marked_at,
              claimed.attempts, claimed.failing_since, claimed.call_max, claimed.read_first, claimed.unsettled_units,
              coalesce(i.cause_event, claimed.cause_event) as cause_event,
              s.created_at, s.method, s.path, s.query, s.headers, s.payload,
              (select count(*) from send_item a where a.send = claimed.send) as size,
              """ + Rows.LISTING + " from claimed join listing l on l.id = claimed.listing" + """

              left join send s on s.key = claimed.send
              left join send_item i on i.send = claimed.send and i.listing = claimed.listing
            order by claimed.send, i.item
            """;

    /** In the order in which marks lock, so that neither waits for the other crosswise. */
    static final String LOCK = "select listing from publication where listing = any(?)"
            + " and state = 'SENDING' and claimed_by = ? order by listing for update";

    /** What an order that came after the claim explains has not vanished: it has lowered what was expected meanwhile. */
    static final String LEARN_LISTINGS = """
            update listing l set expected_units = n.expected, in_flight_units = l.in_flight_units
              + greatest(0, n.vanished - greatest(0, coalesce(n.believed - l.expected_units, 0)))
            from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[]) as n(id, expected, vanished, believed)
            where l.id = n.id
            """;

    /** Units that vanished there are the order's first; the channel has taken off the others itself. */
    static final String SOLD = """
            with held as (
              select l.id, least(l.in_flight_units, s.units) as vanished, s.units
              from unnest(?::bigint[], ?::bigint[]) as s(id, units) join listing l on l.id = s.id
              order by l.id for no key update of l
            ), unsettled as (
              update publication p set unsettled_units = p.unsettled_units - (h.units - h.vanished)
              from held h where p.listing = h.id and p.unsettled_units is not null
            )
            update listing l set in_flight_units = l.in_flight_units - h.vanished,
              in_flight_asked = greatest(0, l.in_flight_asked - h.vanished),
              in_flight_asked_at = case when l.in_flight_asked > h.vanished then l.in_flight_asked_at end,
              in_flight_since = case when l.in_flight_units > h.vanished then l.in_flight_since end,
              expected_units = l.expected_units - (h.units - h.vanished)
            from held h where l.id = h.id
            """;

    static final String READ_FIRST =
            "update publication set read_first = true where listing = any(?::bigint[])" + " and state = 'PENDING'";
    static final String LEARN_PUBLICATIONS = """
            update publication p set read_first = false,
              unsettled_units = case when n.may_still_land then p.unsettled_units end
            from unnest(?::bigint[], ?::bool[]) as n(listing, may_still_land) where p.listing = n.listing
            """;

    static final String HELD = """
            update listing l set confirmed_units = h.units, confirmed_at = ?, explanation = h.explanation
            from unnest(?::bigint[], ?::bigint[], ?::text[]) as h(id, units, explanation)
            where l.id = h.id and l.confirmed_units is distinct from h.units
            """;

    private static final String DONE = "unnest(?::bigint[], ?::bigint[]) as d(listing, version)"
            + " where p.listing = d.listing and p.version %s d.version";

    static final String REMOVE = "delete from publication p using " + DONE.formatted("=");

    /** A newer mark came meanwhile: its number has to follow. */
    static final String FOLLOW = """
            update publication p set state = 'PENDING', urgency = 0, attempts = 0, failing_since = null,
              call_max = 2147483647, read_first = false, unsettled_units = null, claimed_by = null,
              claimed_until = null, send = null, remarked_at = null, next_at = ?,
              marked_at = coalesce(p.remarked_at, p.marked_at)
            from """ + " " + DONE.formatted("<>");

    static final String LATER = """
            update publication p set state = 'PENDING', claimed_by = null, claimed_until = null, send = null,
              remarked_at = null, urgency = case when p.version = n.version then n.urgency else 0 end,
              cause_event = coalesce(n.event, p.cause_event)
            from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[]) as n(listing, version, urgency, event)
            where p.listing = n.listing
            """;

    static final String INSERT_SENDS = """
            insert into send (key, channel, created_at, method, path, query, headers, payload)
            select key, ?, created_at::timestamptz, method, path, query, headers::jsonb, payload
            from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[])
              as s(key, created_at, method, path, query, headers, payload)
            """;
    static final String INSERT_ITEMS = """
            insert into send_item
              (send, item, listing, version, units, from_units, explanation, cause_event, marked_at)
            select send, item, listing, version, units, from_units, explanation, event, marked_at::timestamptz
            from unnest(?::uuid[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[],
              ?::text[], ?::text[])
              as i(send, item, listing, version, units, from_units, explanation, event, marked_at)
            """;
    static final String ATTACH = """
            update publication p set send = n.send, claimed_until = ?
            from unnest(?::bigint[], ?::uuid[]) as n(listing, send) where p.listing = n.listing
            """;

    /** An order that came while the call was under way was sold on top of it: the call met what it expected. */
    static final String CONFIRMED = """
            update listing l set confirmed_units = c.units, confirmed_at = ?, explanation = c.explanation,
              expected_units = c.units + coalesce(l.expected_units - c.believed, 0)
            from unnest(?::bigint[], ?::bigint[], ?::text[], ?::bigint[]) as c(id, units, explanation, believed)
            where l.id = c.id
            """;

    // A parked listing that changed meanwhile is tried again, alone. What was sent and may have been applied, by this
    // attempt or by one before it that nobody saw the end of, is remembered until the channel was asked: else our own
    // number is taken for a shopper's purchase.
    static final String NOT_CONFIRMED = """
            update publication p set
              state = case n.kind when 'UNSETTLED' then 'SENDING'
                                  when 'FAILED' then case when p.version = n.version then 'FAILED' else 'PENDING' end
                                  else 'PENDING' end,
              urgency = 0,
              attempts = case when n.kind = 'FAILED' and p.version <> n.version then 0 else n.attempts end,
              failing_since = case when n.attempts > 0 then coalesce(p.failing_since, ?) end,
              next_at = n.next_at::timestamptz,
              call_max = n.call_max,
              read_first = n.read_first or (n.kind <> 'UNSETTLED' and (n.maybe_applied or p.unsettled_units is not null)),
              unsettled_units = case when n.maybe_applied
                then n.units + coalesce(l.expected_units - n.believed, 0) else p.unsettled_units end,
              claimed_by = null,
              claimed_until = case when n.kind = 'UNSETTLED' then n.next_at::timestamptz end,
              send = case when n.kind = 'UNSETTLED' then p.send end,
              remarked_at = case when n.kind = 'UNSETTLED' then p.remarked_at end,
              cause_event = case when n.kind = 'UNSETTLED' then p.cause_event else coalesce(n.event, p.cause_event) end
            from unnest(?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::bool[], ?::text[],
                ?::bigint[], ?::bigint[], ?::bool[])
              as n(listing, version, kind, attempts, next_at, call_max, read_first, event, units, believed, maybe_applied)
            join listing l on l.id = n.listing
            where p.listing = n.listing
            """;
    static final String SETTLE_ITEMS = """
            update send_item i set outcome = n.outcome, settled_at = ?
            from unnest(?::uuid[], ?::bigint[], ?::text[]) as n(send, item, outcome)
            where i.send = n.send and i.item = n.item
            """;
    static final String SETTLE_SENDS = """
            update send s set settled_at = case when n.settled then ?::timestamptz end, reply = n.reply
            from unnest(?::uuid[], ?::bool[], ?::text[]) as n(key, settled, reply) where s.key = n.key
            """;

    static final String ABANDON = """
            update publication p set state = 'PENDING', urgency = 0, claimed_by = null, claimed_until = null,
              send = null, remarked_at = null, next_at = ?,
              read_first = p.read_first or ? or p.unsettled_units is not null,
              call_max = least(p.call_max, ?),
              unsettled_units = coalesce(n.units + coalesce(l.expected_units - n.believed, 0), p.unsettled_units),
              cause_event = coalesce(n.event, p.cause_event)
            from unnest(?::bigint[], ?::bigint[], ?::text[], ?::bigint[]) as n(listing, units, event, believed)
            join listing l on l.id = n.listing
            where p.listing = n.listing
            """;

    private PublicationSql() {}
}
