-- A data version; its number is the key, so that of two writers one fails.

insert into versions
values (
    $version, $made_at, $who, $action, $kind, $source, $mode, $undoes,
    $rows_added, $rows_removed, $amount_added, $amount_removed, $report
)
