-- The roll-up of the months that a version touches is made anew.

delete from orders
where list_contains($months, month)
