-- One channel: what people and the channel itself decided about it, and which node runs it.
create table channel (
  id                text        primary key,
  paused            boolean     not null,
  changed_by        text        not null,           -- who paused or resumed it last
  changed_at        timestamptz not null,
  failures          integer     not null default 0, -- calls in a row that told of trouble
  blocked_until     timestamptz,                    -- no call before (circuit open, rate limit, Retry-After)
  blocked_reason    text,
  last_confirmed_at timestamptz,
  owner             text,                           -- the node that runs it, until its lease ends
  lease_until       timestamptz,
  pace              jsonb,                          -- token buckets as last left
  generation        text                            -- of the configuration its listings were last marked for
) with (fillfactor = 50);

-- One SKU offered on one channel, and what we know it shows there.
create table listing (
  id              bigint      generated always as identity primary key,
  channel         text        not null references channel,
  sku             text        not null,
  location        text,                             -- null: the sum of the channel's pool
  external        jsonb       not null,             -- the channel's own ids
  retired_at      timestamptz,                      -- no longer configured: kept for its history, never published
  opened_by       text,                             -- a person vouched for it although not every position is stated
  opened_at       timestamptz,
  confirmed_units bigint,                           -- the last number the channel confirmed
  confirmed_at    timestamptz,
  expected_units  bigint,                           -- what it holds as far as we know; null: not known
  in_flight_units bigint      not null default 0 check (in_flight_units >= 0), -- sold there, order not here yet
  explanation     text,                             -- of the confirmed number
  unique nulls not distinct (channel, sku, location)
) with (fillfactor = 70);
create index listing_sku on listing (sku);

-- The intent to tell a channel a listing's number; at most one per listing, gone when the channel has confirmed the newest.
-- No foreign key: the ledger's transaction marks here, and a key check would lock the listing's row for every mark.
create table publication (
  listing         bigint      primary key,
  channel         text        not null,
  state           text        not null check (state in ('PENDING', 'SENDING', 'FAILED')),
  urgency         smallint    not null,             -- 0 not computed yet, 1 zero, 2 decrease, 3 increase
  version         bigint      not null,             -- grows with every mark that a claim might have missed
  marked_at       timestamptz not null,             -- of the oldest mark that is not confirmed
  remarked_at     timestamptz,                      -- first mark since it was claimed
  next_at         timestamptz not null,
  attempts        integer     not null default 0,
  failing_since   timestamptz,
  call_max        integer     not null default 2147483647, -- after a refused call: the most listings of the next one
  read_first      boolean     not null default false,
  unsettled_units bigint,                           -- sent once, not known to be applied
  claimed_by      text,
  claimed_until   timestamptz,
  send            uuid,                             -- the call it is part of
  cause_event     text
) with (fillfactor = 50);
create index publication_pending on publication (channel, urgency, marked_at) where state = 'PENDING';
create index publication_sending on publication (channel, claimed_until) where state = 'SENDING';

-- One call: stored before it is made, so that after any crash the same key and payload can go again.
create table send (
  key        uuid        primary key,
  channel    text        not null,
  created_at timestamptz not null,
  method     text        not null,
  path       text        not null,
  query      text,
  headers    jsonb       not null,                  -- none of them secret
  payload    bytea       not null,
  payload_sha256 bytea   not null generated always as (sha256(payload)) stored,
  settled_at timestamptz,
  reply      text
) with (fillfactor = 70);
create index send_created on send (created_at);

-- One number of a call, and why it was this number.
create table send_item (
  send         uuid        not null references send on delete cascade,
  item         integer     not null,
  listing      bigint      not null,
  version      bigint      not null,                -- of the publication when it was computed
  units        bigint      not null,
  from_units   bigint,                              -- what we expected the channel to hold
  explanation  text        not null,
  cause_event  text,
  marked_at    timestamptz not null,
  outcome      text,                                -- null: not known (yet)
  settled_at   timestamptz,                         -- with marked_at: time to confirm
  primary key (send, item)
) with (fillfactor = 70);
create index send_item_listing on send_item (listing, marked_at);
