-- What is loaded and ends where files add: other values take its place, or it is no sale any more.
-- grain: file_id, row

create or replace temporary view ending as
select *
from loaded
where
    kind_key in (
        select kind_key
        from weighed
        where is_restated
    )
    or coalesce(kind_key, kind_lead) in (select w.key from withdrawn as w)
