-- A ruler counts no more.

insert into rulers_taken_back
values (cast($saved_at as timestamp), $taken_at, $taken_by)
