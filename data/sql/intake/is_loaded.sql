-- Whether anything is loaded where a call touches it.
-- grain: is_loaded

select exists(from loaded) as is_loaded
