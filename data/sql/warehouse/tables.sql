-- The tables that are there, and the statement that makes each.
-- grain: table_name

select
    table_name,
    sql
from duckdb_tables()
where not temporary and database_name = current_database()
order by table_name
