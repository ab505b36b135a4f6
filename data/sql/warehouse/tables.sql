-- The tables that are there.
-- grain: table_name

select table_name
from duckdb_tables()
where not temporary
order by table_name
