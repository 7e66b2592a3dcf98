-- The steps of promises are numbered together with events, so that a timeline shows both in order.
alter table reservation_transition add column number bigint not null
  default nextval(pg_get_serial_sequence('event', 'number')::regclass);
