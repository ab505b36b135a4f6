-- Lines of the exports that are left out because they are no sales (cancelled, drafts, payments …), month
-- by month. `version` read them; they end when their month is replaced or the version is undone.

create table not_sales (
    version integer not null,
    kind varchar not null,
    source varchar not null,
    month date not null,
    lines bigint not null,
    added_in integer not null,
    removed_in integer
);
