-- What accounts are to be told, kept in the transaction that made it so, and what became of telling them.
create table notice (
  pk          bigint      generated always as identity primary key,
  id          uuid        not null unique, -- sent as webhook-id: the same at every attempt
  party       text        not null,        -- as in reservation.scope
  reservation text        not null,
  type        text        not null,
  payload     text        not null,
  state       text        not null default 'WAITING' check (state in ('WAITING', 'SENT', 'GIVEN_UP')),
  attempts    int         not null default 0,
  made_at     timestamptz not null,
  next_at     timestamptz not null,        -- also how long an attempt under way may take before another begins
  ended_at    timestamptz
);
create index notice_waiting on notice (next_at) where state = 'WAITING';
create index notice_ended on notice (ended_at) where state <> 'WAITING';

-- A notice that could not be delivered is a dead letter too.
alter table dead_letter drop constraint dead_letter_direction_check;
alter table dead_letter add constraint dead_letter_direction_check check (direction in ('INBOUND', 'PUSH', 'NOTICE'));
