-- The lines of a month that a version leaves out.

insert into not_sales
values ($version, $kind, $source, $month, $lines, $version, null)
