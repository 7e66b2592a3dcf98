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
