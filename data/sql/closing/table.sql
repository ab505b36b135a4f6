-- The official closes of months, one row a currency. A reopened close stays, with when and by whom.

create table closings (
    month date not null,
    version integer not null,
    closed_at timestamp not null,
    closed_by varchar not null,
    currency varchar,
    net_sales decimal(38, 4) not null,
    lines bigint not null,
    accounts bigint not null,
    reopened_at timestamp,
    reopened_by varchar
);
