-- The figures of a month as they are closed, in one currency.

insert into closings
values ($month, $version, $closed_at, $closed_by, $currency, $net_sales, $lines, $accounts, null, null)
