-- A figure may be less of what its source has promised, holds or knows to be damaged: one bit for each state it nets.
-- netted_units is the part of after_units that no movement explains: what that figure, or a stated order book, makes of it.
alter table position_state add column base_nets smallint not null default 0;
alter table position_state add column netted_units bigint not null default 0;

-- The most that ever was promised under a reference: so much of an order in a source's book is ours.
alter table reference_total add column promised_max bigint not null default 0;
update reference_total set promised_max = reserved where reserved > 0;

-- What a level, a line of an acknowledgement or a line of a list states of what is allocated.
alter table event add column s_allocated bigint;

-- Another number of an order, and the one we know it by (which has no alias row of its own).
create table order_alias (
  namespace       text not null,
  reference       text not null,
  order_namespace text not null,
  order_reference text not null,
  primary key (namespace, reference)
);
create index order_alias_of on order_alias (order_namespace, order_reference);

-- One order in one source's book at one position. Closed: it can no longer change any figure.
create table book_line (
  id            bigint      generated always as identity primary key,
  source        text        not null,
  namespace     text        not null,
  reference     text        not null,
  position_id   bigint      not null,
  taken_over_at timestamptz,
  closed        boolean     not null default false,
  unique (source, namespace, reference, position_id)
);
create index book_line_open on book_line (position_id) where not closed;
create index book_line_age on book_line (taken_over_at) where not closed;

-- All that was said of a line; the newest as of a figure's time is what that figure contains.
create table book_statement (
  line     bigint      not null references book_line on delete cascade,
  at       timestamptz not null,
  kind     smallint    not null,
  sequence bigint      not null,
  units    bigint      not null,
  event    text        not null,
  primary key (line, at, event)
);

-- Complete lists of the open orders of a location: a line that is in none of the list's statements was closed by then.
create table book_list (
  source   text        not null,
  location text        not null,
  at       timestamptz not null,
  event    text        not null,
  primary key (location, source, at, event)
);
