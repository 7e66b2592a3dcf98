-- What sources said of orders accepted elsewhere, each once and for ever; an order is what all of it comes to.
create table order_statement (
  party       text        not null, -- whose order it is, as a reservation's scope
  reference   text        not null, -- the order's id there, as a reservation's id
  source      text        not null,
  event_id    text        not null,
  kind        smallint    not null,
  version     bigint      not null, -- the source's own counter, 0 where it has none
  at          timestamptz not null,
  lines       text        not null, -- JSON; the parts of a kit as they were then
  recorded_at timestamptz not null default now(),
  primary key (party, reference, source, event_id)
);

-- A document may speak of no position: a cancel that comes before its order.
alter table event alter column position_id drop not null;
