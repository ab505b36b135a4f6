-- What people set on pages, each time as a whole: the newest of a kind and name is in force.

create table settings (
    saved_at timestamp primary key,
    who varchar not null,
    what varchar not null,
    name varchar not null,
    content json not null
);
