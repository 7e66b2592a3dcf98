-- Closed dead letters are removed when they have become old; open ones are not in this index and never are.
create index dead_letter_closed on dead_letter (closed_at) where state <> 'OPEN';
