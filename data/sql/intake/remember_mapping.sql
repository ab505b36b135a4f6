-- What this load settled.

insert into mappings
values ($source, $kind, $content)
