-- What a lot's salable figure is less of, and what of after_units no movement explains, as of a position's own states.
alter table lot_state add column base_nets smallint not null default 0;
alter table lot_state add column netted_units bigint not null default 0;
