-- Every change that the ledger tells of, as it tells it, in the order in which they were made: each
-- of the two can be written anew from the other.

create table events (
    number integer primary key,
    content varchar not null
);
