-- Messages we stopped trying. The raw message is kept once; every failed part of it points there.
create table dead_letter_message (
    id           bigint generated always as identity primary key,
    content_key  uuid        not null unique,
    receipt      uuid        not null,
    source       text        not null,
    route        text        not null,
    received_at  timestamptz not null,
    content_type text,
    headers      text        not null, -- JSON object; text, since jsonb refuses some characters senders do send
    file_name    text,
    bytes        bytea       not null,
    bytes_total  bigint      not null  -- more than are kept where the message was larger than we keep
);

create index dead_letter_message_receipt on dead_letter_message (receipt);

create table dead_letter (
    id             bigint generated always as identity primary key,
    part_key       uuid        not null unique, -- the same part of the same content has the same key
    direction      text        not null check (direction in ('INBOUND', 'PUSH')),
    party          text        not null,        -- the source it came from, or the channel it was meant for
    message_id     bigint references dead_letter_message,
    step           text        not null,
    cause          text        not null,
    message        text        not null,
    missing        text,
    event_id       text,
    sku            text,
    location       text,
    line           bigint      not null,
    canonical_json text,
    listing        bigint,
    listing_name   text,
    payload        bytea,
    reply          text,
    generation     text        not null,
    attempts       integer     not null,
    state          text        not null check (state in ('OPEN', 'REPLAYED', 'DISCARDED')),
    closed_reason  text,
    closed_by      text,
    closed_at      timestamptz,
    first_at       timestamptz not null,
    last_at        timestamptz not null
);
create index dead_letter_open on dead_letter (party, id) where state = 'OPEN';
create index dead_letter_open_missing on dead_letter (missing) where state = 'OPEN' and missing is not null;
create index dead_letter_open_sku on dead_letter (sku) where state = 'OPEN' and sku is not null;
create index dead_letter_of_message on dead_letter (message_id);

-- Append-only: everything that was done to a dead letter, by whom, and what came of it.
create table dead_letter_trail (
    id          bigint generated always as identity primary key,
    dead_letter bigint      not null references dead_letter,
    at          timestamptz not null,
    actor       text        not null,
    action      text        not null,
    result      text        not null
);
create index dead_letter_trail_of on dead_letter_trail (dead_letter, id);

-- A replay of many; any node may show or cancel it.
create table dead_letter_replay (
    id           uuid        primary key,
    actor        text        not null,
    chosen       text        not null, -- what was asked for, in words
    total        integer     not null,
    done         integer     not null,
    replayed     integer     not null,
    failed       integer     not null,
    state        text        not null check (state in ('RUNNING', 'DONE', 'CANCELLED', 'STOPPED')),
    note         text        not null,
    cancel_asked boolean     not null default false,
    started_at   timestamptz not null,
    beat_at      timestamptz not null
);
