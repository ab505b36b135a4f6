-- The tables of one book. Those of the kinds of export (sales, accounts, …) are made from
-- data/catalogue.py: file_id, row, source, month (not for lists), account_key, the columns of the
-- kind, added_in, removed_in. Version n sees the rows with added_in <= n < removed_in (null: current).

create table versions (
    version integer primary key,
    made_at timestamp not null,
    who varchar not null,
    action varchar not null,
    kind varchar not null,
    source varchar not null,
    mode varchar,
    undoes integer,
    rows_added bigint not null,
    rows_removed bigint not null,
    amount_added decimal(38, 4),
    amount_removed decimal(38, 4),
    report json
);

-- Every file of every version; accepted is the count of the rows that were read from it.
create table files (
    file_id integer not null,
    version integer not null,
    file_name varchar not null,
    sha256 varchar not null,
    bytes bigint not null,
    accepted bigint not null
);

-- Append only. A match is NFKC, trimmed, single spaces, casefolded: an id, or a name (by_name).
create table account_keys (
    account_key integer primary key,
    account_match varchar not null,
    by_name boolean not null
);

-- Ids and names as written, once for each kind, source and month (null for lists).
create table account_names (
    kind varchar not null,
    source varchar not null,
    month date,
    account_key integer not null,
    account_id varchar,
    account_name varchar,
    name_match varchar,
    seen_on date,
    added_in integer not null,
    removed_in integer
);

-- A key made from a name alone (also a parent's), and the account with an id that it belongs to.
create table adoptions (
    name_key integer not null,
    account_key integer not null,
    added_in integer not null,
    removed_in integer
);

-- Roll-up of the sales lines of the current version, one row per account, order, day and currency.
create table orders (
    account_key integer,
    order_key varchar,
    order_id varchar,
    order_date date not null,
    month date not null,
    currency varchar,
    lines bigint not null,
    amount decimal(38, 4) not null,
    margin decimal(38, 4),
    margin_amount decimal(38, 4) not null,
    quantity decimal(38, 4),
    region varchar,
    department varchar,
    salesperson varchar,
    sales_point varchar
);

-- What people's words for reasons mean; replaced as a whole.
create table churn_words (
    word varchar not null,
    reason varchar not null
);

create table rulers (
    saved_at timestamp not null,
    who varchar not null,
    name varchar not null,
    is_official boolean not null,
    from_on date,
    content json not null
);

-- What the last load of a source and kind settled: mapping, headers, answers.
create table mappings (
    source varchar not null,
    kind varchar not null,
    content json not null
);
