-- What an event says of a whole lot: 1 blocked, 0 released; its state is the row BLOCKED of lot_state.
alter table event add column s_blocked smallint;
