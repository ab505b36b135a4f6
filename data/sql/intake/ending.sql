-- What is loaded and ends because other values take its place, where files add.
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
