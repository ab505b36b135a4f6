-- Records set aside when their file was loaded without them; they end when their months are replaced
-- or when they come back mended. month is null where it cannot be read: any from first to last.

create table aside (
    file_id integer not null,
    row integer not null,
    line integer,
    kind varchar not null,
    source varchar not null,
    month date,
    first_month date,
    last_month date,
    header varchar[] not null,
    cells varchar[] not null,
    reason varchar not null,
    added_in integer not null,
    removed_in integer
);
