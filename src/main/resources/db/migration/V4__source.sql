-- What became of each webhook or message. Written once per delivery in the ledger's own transaction, never changed.
create table receipt (
    id          uuid primary key,
    source      text        not null,
    received_at timestamptz not null,
    outcomes    text        not null
);

-- One row per source: whether a person has paused it, and what it has sent so far.
create table source_state (
    source           text primary key,
    paused           boolean     not null default false,
    paused_by        text,
    changed_at       timestamptz,
    deliveries       bigint      not null default 0,
    last_received_at timestamptz,
    last_applied_at  timestamptz,
    outcomes         jsonb       not null default '{}'
);

-- One file as it came: what was found in it and how far it is. The same file again is known by its name and content.
create table file_run (
    id           uuid primary key,
    source       text        not null,
    route        text        not null,
    file_name    text        not null,
    content_hash text        not null,
    bytes        bigint      not null,
    header       text        not null,
    state        text        not null,
    folder       text,
    problem      text,
    rows         bigint      not null default 0,
    counts       text        not null default '',
    decided_by   text,
    started_at   timestamptz not null,
    finished_at  timestamptz
);
create index file_run_by_content on file_run (source, file_name, content_hash);
create index file_run_by_start on file_run (started_at);

-- What each part of each row was mapped to, before anything is applied; deleted when the result file is delivered.
-- kind: E event, F failure, I ignored, S summed into another row. sku to states serve sums, repeats and the guard.
create table run_row (
    run_id   uuid     not null,
    line     bigint   not null,
    part     integer  not null,
    kind     char(1)  not null,
    sku      text,
    location text,
    at       timestamptz,
    states   integer,
    stated   bigint,
    delta    bigint,
    payload  text     not null,
    primary key (run_id, line, part)
);

-- What became of each chunk of rows, written in the ledger's own transaction: a chunk is here or not applied at all.
create table run_chunk (
    run_id   uuid   not null,
    chunk    bigint not null,
    outcomes text   not null,
    primary key (run_id, chunk)
);
