-- The id of the same party's reservation that this one turned out to be: one order that was told under two numbers.
alter table reservation add column became text;
create index reservation_became on reservation (scope, became) where became is not null;

-- Which order a number is another one of, in whichever namespace.
create index order_alias_number on order_alias (reference);

update reservation r set became = o.id
from order_alias a, reservation o
where a.namespace = r.namespace and a.reference = r.reference
  and o.namespace = a.order_namespace and o.reference = a.order_reference and o.scope = r.scope;

-- Which lots a shipment was booked from. JSON: [line, sku, location, lot, units]; null where nothing by lot left by it.
alter table reservation_shipment add column booked text;

-- What left for it left for the other one: a repeat of the shipment is one under either number.
insert into reservation_shipment (reservation_pk, shipment, content, at)
select o.pk, s.shipment, s.content, s.at
from reservation r
join reservation o on o.scope = r.scope and o.id = r.became
join reservation_shipment s on s.reservation_pk = r.pk
on conflict do nothing;

-- What a step made of allocated units where no event tells it: two orders that turned out to be one. JSON: [sku, location, before, after].
alter table reservation_transition add column allocated text;
