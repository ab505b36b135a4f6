-- What is kept of each account month by month: its order days and its standing at each month-end. Nothing
-- here is a truth of its own: made_of says by which rule and of which scope it was computed, and each
-- month-end says on what it rested, so that what no longer holds is never read and is made anew.
create table kept_months (
    made_of varchar not null,
    month_end date not null,
    facts_version integer not null,
    keys_to integer not null,
    units varchar not null,
    kept_at timestamp not null
);

create table kept_days (
    made_of varchar not null,
    account_key integer not null,
    order_date date not null,
    orders bigint not null,
    lines bigint not null,
    net_sales decimal(38, 4) not null,
    margin decimal(38, 4),
    margin_amount decimal(38, 4) not null,
    gap_days bigint
);

create table segment_months (
    made_of varchar not null,
    picture_on date not null,
    account_key integer not null,
    state varchar not null,
    segment varchar,
    r_score integer,
    f_score integer,
    m_score integer,
    last_order_on date,
    recency_days bigint,
    frequency bigint,
    monetary decimal(38, 4),
    usual_interval_days double,
    orders bigint not null,
    net_sales decimal(38, 4) not null,
    margin decimal(38, 4),
    margin_known_share double
);
