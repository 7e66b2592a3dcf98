-- What is promised under a reference is written only once more is told of it than its promise: until then the lines of
-- the promise tell it. A node of an older version can no longer write; it must be stopped first.
alter table reference_total rename to reference_told;
alter table reservation add column untouched boolean;
comment on column reservation.untouched is 'true: all that is known under its reference is what its lines hold';

-- All of it, for whoever only reads. Who changes it takes it over into reference_told first.
create view reference_total (namespace, reference, position_id, expected, expected_at, expected_event, due_on,
    transferred, received, dispatched, reserved, promised_max) as
select namespace, reference, position_id, expected, expected_at, expected_event, due_on,
  transferred, received, dispatched, reserved, promised_max
from reference_told
union all
select r.namespace, r.reference, l.position_id, null::bigint, null::timestamptz, null::text, null::date,
  0::bigint, 0::bigint, 0::bigint, l.reserved, l.reserved
from reservation r join reservation_line l on l.reservation_pk = r.pk
where r.untouched;
