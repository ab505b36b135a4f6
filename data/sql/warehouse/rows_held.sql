-- Bytes of memory that hold what is not in the book's file, or not yet.
-- grain: bytes

select cast(coalesce(sum(memory_usage_bytes), 0) as bigint) as bytes
from duckdb_memory()
where tag <> 'BASE_TABLE'
