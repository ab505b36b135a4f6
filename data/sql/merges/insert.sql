-- One account counts as another from this version on.

insert into merges
values ($account_key, $into_key, $version, null)
