-- What a promise held of each position after each step; null for steps before this version. JSON: [sku, location, units].
alter table reservation_transition add column held text;

-- Positions that a promise held once and has no line for any more: its steps belong to their history, too.
create table reservation_dropped (
  position_id    bigint not null,
  reservation_pk bigint not null,
  primary key (position_id, reservation_pk)
);

-- What was in flight and was ended last, for people who look at a channel.
create index listing_in_flight_ended on listing (channel, in_flight_ended_at) where in_flight_ended_at is not null;
