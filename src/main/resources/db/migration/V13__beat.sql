-- That a writer has committed, for the other nodes. Worth nothing after a crash, when nobody remembers anything.
create unlogged table ledger_beat (
    node   uuid        not null,
    writer text        not null,
    beats  bigint      not null,
    at     timestamptz not null,
    primary key (node, writer)
) with (fillfactor = 50);
