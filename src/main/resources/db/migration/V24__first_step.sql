-- The first step of a promise, as part of its row: what reservation_transition would say of it and the row does not say
-- already. It is version 1, at made_at. Null where it is a row of reservation_transition, as before this version.
alter table reservation
  add column first_state  smallint,
  add column first_actor  text,
  add column first_what   text,
  add column first_held   text,
  add column first_number bigint;

-- The whole life of each reservation. The condition stands outside: a part with one of its own would be read as a whole
-- before it is joined, instead of by its key.
create view reservation_step (reservation_pk, version, state, at, actor, what, held, allocated, number) as
select * from (
  select reservation_pk, version, state, at, actor, what, held, allocated, number from reservation_transition
  union all
  select pk, 1, first_state, made_at, first_actor, first_what, first_held, null::text, first_number from reservation) s
where number is not null;
