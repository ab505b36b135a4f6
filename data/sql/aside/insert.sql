-- A record set aside by a version.

insert into aside
values (
    $file_id, $row, $line, $kind, $source, $month, $first_month, $last_month,
    $header, $cells, $reason, $version, null
)
