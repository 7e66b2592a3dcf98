-- What was said of orders that ended long ago is removed; of each order one row stays that says how far (kind 3), so
-- that what comes late does not begin it anew.
create index order_statement_age on order_statement (recorded_at) where kind <> 3;

-- Up to when statements of each source's order books may have been removed.
create table book_forgotten (
  source text        primary key,
  up_to  timestamptz not null
);
create index book_statement_age on book_statement (at);

-- Where the order's number is of, so that what was said under it can join another number of the same order.
alter table order_statement add column namespace text;
update order_statement s set namespace = r.namespace
from reservation r where r.scope = s.party and r.id = s.reference and r.namespace <> 'reservations';
create index order_statement_number on order_statement (namespace, reference);
