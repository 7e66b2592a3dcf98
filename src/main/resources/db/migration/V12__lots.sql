-- Whether an event counts for its lot; null for items without lots, whose lot is only recorded.
alter table event add column by_lot boolean;

-- What is known of a lot wherever its units are: its last day by the newest statement, and whether a person blocked it.
create table lot (
  sku            text not null,
  lot            text not null,
  expires_on     date,
  expiry_at      timestamptz,
  expiry_source  text,
  expiry_event   text,
  blocked_reason text,
  blocked_by     text,
  blocked_since  timestamptz,
  primary key (sku, lot)
);

-- One state of one lot of a position, as position_state is of a position; the position is the sum of its lots. The lot
-- without a name holds what was counted before the item had lots, and what left without telling its lot.
create table lot_state (
  position_id   bigint      not null,
  lot           text        not null,
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
  primary key (position_id, lot, state)
) with (fillfactor = 60);

-- When the lots of a position next change what is available by time alone.
create table lot_turn (
  position_id bigint      primary key,
  due_at      timestamptz not null
);
create index lot_turn_due on lot_turn (due_at);

-- Rows of one run for the same position but for different lots do not repeat each other.
alter table run_row add column lot text;
