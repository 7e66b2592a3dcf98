-- What is promised under a reference and not released; what of it has not left makes the position's allocated state.
alter table reference_total add column reserved bigint not null default 0;

create sequence reservation_pk cache 100;

-- One promise, under its caller's id; its reference is what the order is known by where it ships.
create table reservation (
  pk         bigint      primary key default nextval('reservation_pk'),
  scope      text        not null,
  id         text        not null,
  namespace  text        not null,
  reference  text        not null,
  content    uuid        not null,
  version    int         not null,
  state      smallint    not null,
  expires_at timestamptz,
  made_at    timestamptz not null,
  changed_at timestamptz not null,
  unique (scope, id),
  unique (namespace, reference)
) with (fillfactor = 80);
create index reservation_due on reservation (expires_at) where state = 0;

-- What each line takes of each component's position. A release lowers reserved to what has left.
create table reservation_line (
  reservation_pk bigint   not null,
  line_no        smallint not null,
  component_no   smallint not null,
  line           text     not null,
  sku            text     not null,
  requested      bigint   not null,
  promised       bigint   not null,
  position_id    bigint   not null,
  per_unit       bigint   not null,
  reserved       bigint   not null,
  atp_before     bigint   not null,
  primary key (reservation_pk, line_no, component_no)
);
create index reservation_line_of_position on reservation_line (position_id);

-- The life of each reservation, append-only.
create table reservation_transition (
  reservation_pk bigint      not null,
  version        int         not null,
  state          smallint    not null,
  at             timestamptz not null,
  actor          text        not null,
  what           text        not null,
  primary key (reservation_pk, version)
);

-- Shipments told by /dispatch; a repeat has no effect.
create table reservation_shipment (
  reservation_pk bigint      not null,
  shipment       text        not null,
  content        uuid        not null,
  at             timestamptz not null,
  primary key (reservation_pk, shipment)
);
