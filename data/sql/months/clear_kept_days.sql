-- Drops the order days after a day that are kept under a name.

delete from kept_days
where made_of = $made_of and order_date > $after
