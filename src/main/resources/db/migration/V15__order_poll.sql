-- Units that vanished on a channel and whose order is not here. A poll of the channel's orders asks about what was in
-- flight when it was noted down; what vanishes later is not meant, whatever the poll finds.
alter table listing
  add column in_flight_since       timestamptz,               -- when the oldest of it was noted; null while nothing is
  add column in_flight_asked       bigint not null default 0, -- units the next verified poll may end
  add column in_flight_asked_at    timestamptz,               -- when they were noted; null while none are
  add column in_flight_ended_units bigint,                    -- what was ended last, by a poll or a person
  add column in_flight_ended_at    timestamptz,
  add column in_flight_ended_by    text,
  add constraint listing_in_flight_asked check (in_flight_asked between 0 and in_flight_units);
create index listing_in_flight on listing (channel) where in_flight_units > 0;

-- Of what is in flight already nobody knows since when, so no poll reaches back far enough: a person ends it.
update listing set in_flight_since = '1970-01-01T00:00:00Z' where in_flight_units > 0;

-- How far the channel's own orders have been read and taken in without a gap.
create table order_poll (
  channel      text primary key,
  covered_from timestamptz, -- every order changed since then was read; null before the first complete poll
  seen_to      timestamptz, -- newest change of an order that was read, by the channel's clock
  begun_at     timestamptz, -- of the last complete poll
  completed_at timestamptz,
  problem      text         -- why polls fail, or why what is in flight stays; null where nothing is wrong
) with (fillfactor = 50);
