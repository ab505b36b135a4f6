-- A ruler counts again.

delete from rulers_taken_back
where saved_at = cast($saved_at as timestamp)
