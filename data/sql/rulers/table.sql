-- The saved rulers that were taken back, by the instant at which they were saved.

create table rulers_taken_back (
    saved_at timestamp primary key,
    taken_at timestamp not null,
    taken_by varchar not null
);
