-- One row when the tables are there.
-- grain: table_name

select table_name
from duckdb_tables()
where table_name = 'versions'
