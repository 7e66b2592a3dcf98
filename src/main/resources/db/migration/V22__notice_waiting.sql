-- How many wait for one account is asked account by account.
create index notice_waiting_of on notice (party, pk) where state = 'WAITING';
