-- The columns of the tables that are there.
-- grain: table_name, column_name

select
    table_name,
    column_name,
    data_type
from duckdb_columns()
where not internal and database_name = current_database()
order by table_name, column_index
