-- A ruler somebody saved.

insert into rulers
values ($saved_at, $who, $name, $is_official, $from_on, $content)
