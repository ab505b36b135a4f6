-- The tables of one book.
-- Rows of exports are versioned: version n sees added_in <= n < removed_in (null while current).

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

create table files (
    file_id integer not null,
    version integer not null,
    file_name varchar not null,
    sha256 varchar not null,
    bytes bigint not null
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

-- A key made from a name alone, and the account with an id that it belongs to.
create table adoptions (
    name_key integer not null,
    account_key integer not null,
    added_in integer not null,
    removed_in integer
);

create table sales (
    file_id integer not null,
    row integer not null,
    source varchar not null,
    month date not null,
    order_key varchar not null,
    order_id varchar,
    line_id varchar,
    order_date date not null,
    account_key integer,
    amount decimal(18, 4) not null,
    quantity decimal(18, 4),
    unit_price decimal(18, 4),
    cost decimal(18, 4),
    margin decimal(18, 4),
    product varchar,
    category varchar,
    region varchar,
    department varchar,
    salesperson varchar,
    sales_point varchar,
    currency varchar,
    added_in integer not null,
    removed_in integer
);

-- parent_key is the key of the parent's text as a name; adoptions lead on from it.
create table accounts (
    file_id integer not null,
    row integer not null,
    source varchar not null,
    account_key integer not null,
    account_id varchar,
    account_name varchar,
    parent varchar,
    parent_key integer,
    owner varchar,
    is_key_account boolean,
    key_reason varchar,
    key_since date,
    account_type varchar,
    account_kind varchar,
    industry varchar,
    region varchar,
    department varchar,
    salesperson varchar,
    size varchar,
    own_revenue decimal(18, 4),
    credit_grade varchar,
    credit_limit decimal(18, 4),
    payment_days integer,
    risk_flag varchar,
    added_in integer not null,
    removed_in integer
);

create table churn (
    file_id integer not null,
    row integer not null,
    source varchar not null,
    month date not null,
    account_key integer,
    lost_on date not null,
    reason varchar,
    sales_lost decimal(18, 4),
    competitor varchar,
    note varchar,
    recorded_by varchar,
    added_in integer not null,
    removed_in integer
);

create table relationships (
    file_id integer not null,
    row integer not null,
    source varchar not null,
    month date not null,
    account_key integer,
    assessed_on date not null,
    level integer not null,
    assessed_by varchar,
    note varchar,
    added_in integer not null,
    removed_in integer
);

-- Roll-up of the sales lines of the current version.
create table orders (
    account_key integer,
    order_key varchar not null,
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

create table mappings (
    source varchar not null,
    kind varchar not null,
    content json not null
);
