-- One SKU at one location. Never updated: its row is what writers lock, in id order.
create table position (
  id       bigint generated always as identity primary key,
  sku      text not null,
  location text not null,
  unique (sku, location)
);
create index position_location on position (location, id);

-- One state of a position: its newest absolute statement (the base) and the sum of movements that count after it.
-- In transit by references keeps the sum over its references in after_units.
create table position_state (
  position_id   bigint      not null references position,
  state         smallint    not null,
  base_units    bigint,
  base_as_of    timestamptz,
  base_kind     smallint,
  base_sequence bigint,
  base_source   text,
  base_event    text,
  after_units   bigint      not null,
  last_moved    timestamptz,
  changed_at    timestamptz not null default now(),
  primary key (position_id, state)
) with (fillfactor = 60);

-- The append-only history: one row per accepted event id, with its one outcome and what it did.
-- d_* is the change a movement states, s_* what a statement states; trail holds before and after per state.
create table event (
  number         bigint generated always as identity,
  source         text        not null,
  event_id       text        not null,
  hash           uuid        not null,
  type           smallint    not null,
  outcome        smallint    not null,
  position_id    bigint      not null,
  at             timestamptz not null,
  sequence       bigint      not null,
  kind           smallint,
  d_on_hand      bigint,
  d_quality_hold bigint,
  d_damaged      bigint,
  s_on_hand      bigint,
  s_quality_hold bigint,
  s_damaged      bigint,
  s_in_transit   bigint,
  expected       bigint,
  due_on         date,
  to_location    text,
  reference      text,
  reason         text,
  lot            text,
  run            text,
  trail          text,
  receipt        uuid        not null,
  recorded_at    timestamptz not null default now(),
  primary key (source, event_id)
);
create index event_of_position on event (position_id, at);

-- What was expected, received and dispatched under one reference of one namespace; never cut by a statement.
create table reference_total (
  namespace      text   not null,
  reference      text   not null,
  position_id    bigint not null,
  expected       bigint,
  expected_at    timestamptz,
  expected_event text,
  due_on         date,
  transferred    bigint not null,
  received       bigint not null,
  dispatched     bigint not null,
  primary key (namespace, reference, position_id)
) with (fillfactor = 70);

-- The complete runs of a location, by state: each is a zero statement for every SKU that was not in it.
create table location_run (
  location text        not null,
  state    smallint    not null,
  source   text        not null,
  as_of    timestamptz not null,
  run      text        not null,
  primary key (location, state, run)
);
create table location_run_exempt (
  location text not null,
  run      text not null,
  sku      text not null,
  primary key (location, run, sku)
);
