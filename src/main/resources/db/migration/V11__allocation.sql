-- What of a position is set aside for an account: granted in all, and taken by its orders. Protected by the position's lock.
create table set_aside (
  position_id bigint      not null,
  account     text        not null,
  granted     bigint      not null,
  taken       bigint      not null,
  version     int         not null, -- of what is granted
  changed_at  timestamptz not null,
  primary key (position_id, account)
) with (fillfactor = 70);
create index set_aside_of_account on set_aside (account, position_id);

-- Every change of what is granted, append-only; numbered together with events, so that a timeline shows both in order.
create table set_aside_change (
  number      bigint      primary key default nextval(pg_get_serial_sequence('event', 'number')::regclass),
  position_id bigint      not null,
  account     text        not null,
  version     int         not null,
  kind        smallint    not null,
  before      bigint      not null,
  after       bigint      not null,
  reason      text        not null,
  actor       text        not null,
  request     text, -- the caller's id of a reallocation, which has two changes
  content     uuid,
  at          timestamptz not null,
  unique (position_id, account, version),
  unique (request, account)
);

-- Whose set-asides an order draws on, and what of each part was taken from them.
alter table reservation add column account text;
update reservation set account = substr(scope, 9) where scope like 'account:%';
alter table reservation_line add column own bigint not null default 0;

-- What is still expected of a position, by reference.
create index reference_expected on reference_total (position_id) where expected is not null or transferred > 0;
