-- How many loads hold amounts that count once an order, on its first line: figures by product are
-- those of whole orders there. A load that was undone counts no more.
-- grain: one row
-- check: loads >= 0
select cast(count(*) as bigint) as loads
from versions as load
where
    load.kind = 'sales'
    and load.version <= $version
    and coalesce(
        json_extract_string(load.report, '$.asked.answers.grain'),
        json_extract_string(load.report, '$.asked.remembered.answers.grain')
    ) = 'order'
    and not exists (
        select later.version
        from versions as later
        where
            later.undoes = load.version
            and later.version <= $version
            and later.version not in (
                select redone.undoes from versions as redone
                where redone.undoes is not null and redone.version <= $version
            )
    )
order by loads
