-- A setting somebody saved.

insert into settings
values ($saved_at, $who, $what, $name, $content)
