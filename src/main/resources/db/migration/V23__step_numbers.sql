-- The same sequence by its name, so that nobody looks it up through the catalogue for each row.
alter table reservation_transition alter column number set default nextval('event_number_seq');
alter table set_aside_change alter column number set default nextval('event_number_seq');
