-- The bounds of each score that the method lays down itself; this one takes them from the accounts.
-- grain: axis, score
-- check: score between 1 and 5
select
    cast(null as varchar) as axis,
    cast(null as integer) as score,
    cast(null as double) as from_value,
    cast(null as double) as to_value
where false
