-- The same sequence by its name: looked up through the catalogue it took half of what a step costs to insert.
alter table reservation_transition alter column number set default nextval('event_number_seq');
alter table set_aside_change alter column number set default nextval('event_number_seq');
