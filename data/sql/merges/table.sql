-- Accounts that people say are one: all that is known of account_key counts for into_key.

create table account_merges (
    account_key integer not null,
    into_key integer not null,
    added_in integer not null,
    removed_in integer
);
