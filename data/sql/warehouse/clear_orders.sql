-- The roll-up of the months that a version touches is made anew.

delete from orders
where
    month between list_min($months) and list_max($months)
    and list_contains($months, month)
