package io.stockrelay.channel.jdbc;

/** The statements that make the stored listings equal to the configured ones. */
final class ListingSql {

    static final String STAGING = """
            create temporary table listing_seed (sku text, location text, external jsonb) on commit drop
            """;
    static final String STAGE = """
            insert into listing_seed select sku, location, external::jsonb
            from unnest(?::text[], ?::text[], ?::text[]) as s(sku, location, external)
            """;

    private static final String MARKED = """
            , marked as (
              insert into publication as p
                (listing, channel, state, urgency, version, marked_at, next_at, cause_event)
              select id, channel, 'PENDING', 0, 1, at, at, 'configuration' from done order by id
              on conflict (listing) do update set state = case p.state when 'FAILED' then 'PENDING' else p.state end,
                version = p.version + 1, urgency = 0, next_at = excluded.next_at
            )
            select count(*) from done
            """;

    static final String ADD = """
            with given as (select ?::text as channel, ?::timestamptz as at),
            done as (
              insert into listing (channel, sku, location, external)
              select g.channel, s.sku, s.location, s.external from listing_seed s cross join given g
              on conflict (channel, sku, location) do nothing
              returning id, channel, (select at from given) as at
            )""" + MARKED;

    // What a listing is called there has changed: nothing known of the old one holds for the new one.
    static final String CHANGE = """
            with given as (select ?::text as channel, ?::timestamptz as at),
            done as (
              update listing l set external = s.external, retired_at = null, expected_units = null,
                confirmed_units = null, confirmed_at = null, explanation = null, in_flight_units = 0,
                in_flight_since = null, in_flight_asked = 0, in_flight_asked_at = null, in_flight_ended_units = null,
                in_flight_ended_at = null, in_flight_ended_by = null
              from listing_seed s, given g
              where l.channel = g.channel and l.sku = s.sku and l.location is not distinct from s.location
                and (l.external <> s.external or l.retired_at is not null)
              returning l.id, l.channel, g.at
            )""" + MARKED;

    static final String RETIRE = """
            with given as (select ?::text as channel, ?::timestamptz as at),
            done as (
              update listing l set retired_at = g.at from given g
              where l.channel = g.channel and l.retired_at is null and not exists (
                select from listing_seed s where s.sku = l.sku and s.location is not distinct from l.location)
              returning l.id
            )
            select count(*) from done
            """;

    static final String FORGET = """
            delete from publication p using listing l
            where l.id = p.listing and l.channel = ? and l.retired_at is not null and p.state <> 'SENDING'
            """;

    static final String MARK_ALL = """
            insert into publication as p
              (listing, channel, state, urgency, version, marked_at, next_at, cause_event)
            select id, channel, 'PENDING', 0, 1, ?, ?, 'configuration' from listing
            where channel = ? and retired_at is null order by id
            on conflict (listing) do update set version = p.version + 1, urgency = 0
            """;

    static final String END_IN_FLIGHT = """
            update listing set in_flight_ended_units = in_flight_units, in_flight_ended_at = ?, in_flight_ended_by = ?,
              in_flight_units = 0, in_flight_since = null, in_flight_asked = 0, in_flight_asked_at = null
            where id = ? and in_flight_units > 0
            """;

    private ListingSql() {}
}
