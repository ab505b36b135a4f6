-- One account counts as another from this version on.

insert into account_merges
values ($account_key, $into_key, $version, null)
