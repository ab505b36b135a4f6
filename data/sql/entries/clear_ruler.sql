-- A ruler that is entered again takes the place of itself.

delete from rulers
where saved_at = $saved_at
