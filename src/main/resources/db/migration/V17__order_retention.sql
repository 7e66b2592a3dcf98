-- What was said of orders that ended long ago is removed; of each order one row stays that says how far (kind 3), so
-- that what comes late does not begin it anew.
create index order_statement_age on order_statement (recorded_at) where kind <> 3;

-- Up to when statements of each source's order books may have been removed.
create table book_forgotten (
  source text        primary key,
  up_to  timestamptz not null
);
create index book_statement_age on book_statement (at);
