-- The arriving records become rows of this version.

insert into kind_rows (kind_columns)
select kind_columns
from arrivals
where
    case
        when $mode = 'add' then not is_known
        else month is null or list_contains($months, month)
    end
